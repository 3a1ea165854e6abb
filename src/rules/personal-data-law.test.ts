import { describe, expect, it } from 'vitest';
import { keptSince, type RetentionRule, requestLimit } from './personal-data-law.ts';

const row = (months: number | null, effectiveFrom: string): RetentionRule => ({
  class: 'messages',
  months,
  legalBasis: 'mẫu',
  effectiveFrom,
  confidence: 'GK',
});
const at = (day: string): number => Date.parse(`${day}T03:00:00Z`);
const since = (rows: readonly RetentionRule[], day: string): string | undefined =>
  keptSince({ retention: rows }, 'messages', at(day))?.toISOString().slice(0, 10);

describe('what is kept', () => {
  it('is what is not older than the months of the row in force', () => {
    const rows = [row(12, '2026-01-01'), row(6, '2026-11-01')];
    expect(since(rows, '2026-10-31')).toBe('2025-10-31');
    expect(since(rows, '2026-11-25')).toBe('2026-05-25');
  });

  it('does not lose days at the end of a short month', () => {
    expect(since([row(1, '2026-01-01')], '2026-03-31')).toBe('2026-02-28');
  });

  it('is everything where the law says so, is not in force yet, or says nothing', () => {
    expect(since([row(null, '2026-01-01')], '2026-11-25')).toBeUndefined();
    expect(since([row(1, '2027-01-01')], '2026-11-25')).toBeUndefined();
    expect(keptSince({ retention: [row(1, '2026-01-01')] }, 'lookups', at('2026-11-25'))).toBeNull();
  });
});

describe('a request about one’s own data', () => {
  it('has the limit of its own kind', () => {
    const common = { legalBasis: 'mẫu', effectiveFrom: '2026-01-01', confidence: 'GK' } as const;
    const requests = [
      { ...common, kind: 'access', duration: { value: 2, unit: 'working_day' } },
      { ...common, kind: 'erasure', duration: { value: 20, unit: 'calendar_day' } },
    ] as const;
    expect(requestLimit({ requests }, 'erasure', at('2026-11-25'))).toEqual({
      value: 20,
      unit: 'calendar_day',
    });
    expect(requestLimit({ requests }, 'restriction', at('2026-11-25'))).toBeUndefined();
  });
});
