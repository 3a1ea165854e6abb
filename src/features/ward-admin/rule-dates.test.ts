import { expect, it } from 'vitest';
import { lastDay } from './rule-dates.ts';

const atOnce = { atOnce: true } as const;
const on = (effectiveTo: string) => ({ effectiveTo });

it.each([
  ['today, being in force', '2026-11-01', null, on('2026-11-25'), '2026-11-25'],
  ['with yesterday, being in force', '2026-11-01', null, on('2026-11-24'), '2026-11-24'],
  ['with a day that is over', '2026-11-01', null, on('2026-11-23'), null],
  ['at once, being in force', '2026-11-01', null, atOnce, '2026-11-24'],
  ['later', '2026-11-01', null, on('2027-01-01'), '2027-01-01'],
  ['later than it was to end', '2026-11-01', '2026-12-01', on('2027-01-01'), '2027-01-01'],
  ['again, having ended', '2026-11-01', '2026-11-24', on('2026-11-25'), null],
  ['on the day on which it began: it is called off', '2026-11-25', null, on('2026-11-25'), '2026-11-24'],
  ['at once on the day on which it began', '2026-11-25', null, atOnce, '2026-11-24'],
  ['a second time, having been called off', '2026-12-01', '2026-11-30', on('2026-12-31'), null],
  ['the day before it begins, being called off', '2026-12-01', null, on('2026-11-30'), '2026-11-30'],
  ['at once, before it begins', '2026-12-01', null, atOnce, '2026-11-30'],
  ['two days before it begins', '2026-12-01', null, on('2026-11-29'), null],
])('a rule ends or not: %s', (_what, effectiveFrom, effectiveTo, end, last) => {
  expect(lastDay({ effectiveFrom, effectiveTo }, end, '2026-11-25')).toBe(last);
});
