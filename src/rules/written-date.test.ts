import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtcClock, parseWrittenDate } from './written-date.ts';

describe('a date of a spreadsheet', () => {
  it.each([
    ['22/11/2026', '2026-11-22'],
    ['2/1/2026', '2026-01-02'],
    ['22-11-2026 16:30', '2026-11-22T16:30'],
    ['22/11/2026 04:30:00 CH', '2026-11-22T16:30'],
    ['16:30 22/11/2026', '2026-11-22T16:30'],
    ['16h30 - 22/11/2026', '2026-11-22T16:30'],
    ['2026-11-22', '2026-11-22'],
    ['2026-11-22 07:05:01', '2026-11-22T07:05'],
    ['46348', '2026-11-22'],
    ['46348.6875', '2026-11-22T16:30'],
  ])('"%s" is %s', (written, wanted) => {
    expect(parseWrittenDate(written)).toBe(wanted);
  });

  it.each(['', '31/02/2026', '22/13/2026', 'hôm qua', '22/11/26', '22/11/2026 25:00', '1'])(
    '"%s" is none',
    (written) => expect(parseWrittenDate(written)).toBeUndefined(),
  );

  it('means the same day in every writing', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-');
        const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
        expect(parseWrittenDate(`${Number(day)}/${Number(month)}/${year}`)).toBe(iso);
        expect(parseWrittenDate(String(serial))).toBe(iso);
        expect(fromUtcClock(new Date(`${iso}T00:00:00Z`))).toBe(iso);
      }),
    );
  });
});
