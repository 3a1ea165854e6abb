import { describe, expect, it } from 'vitest';
import { type CaseRules, ladderOn, reopenDaysOn } from './case-rules.ts';

const from = (effectiveFrom: string) => ({ source: 'quy chế', effectiveFrom, confidence: 'GK' as const });
const rules: CaseRules = {
  reopenDays: [
    { ...from('2026-01-01'), value: 10 },
    { ...from('2025-07-01'), value: 15 },
  ],
  escalation: [{ ...from('2025-07-01'), steps: [{ to: 'lead', value: 1, unit: 'working_day' }] }],
};

describe('rules with a first day', () => {
  it('hold from that day until a later one begins', () => {
    expect(reopenDaysOn(rules, '2025-12-31')).toBe(15);
    expect(reopenDaysOn(rules, '2026-01-01')).toBe(10);
    expect(ladderOn(rules, '2026-11-25').map(({ to }) => to)).toEqual(['lead']);
  });

  it('do not hold before the first of them began', () => {
    expect(reopenDaysOn(rules, '2025-06-30')).toBe(0);
    expect(ladderOn(rules, '2025-06-30')).toEqual([]);
  });
});
