import fc from 'fast-check';
import { expect, it } from 'vitest';
import { msUntilVietnamTime } from './vietnam-time.ts';

const at = (iso: string) => Date.parse(iso);

it.each([
  ['2026-11-25T22:00:00+07:00', 485],
  ['2026-11-26T06:04:00+07:00', 1],
  ['2026-11-26T06:05:00+07:00', 1440],
  ['2026-11-26T00:00:00+07:00', 365],
])('from %s it is %i minutes to 06:05', (now, minutes) => {
  expect(msUntilVietnamTime(6, 5, at(now))).toBe(minutes * 60_000);
});

it('is always in the coming day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
      const wait = msUntilVietnamTime(6, 5, now);
      expect(wait > 0 && wait <= 86_400_000).toBe(true);
    }),
  );
});
