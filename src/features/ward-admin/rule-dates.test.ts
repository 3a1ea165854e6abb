import { expect, it } from 'vitest';
import { mayEnd } from './rule-dates.ts';

it.each([
  ['today, being in force', '2026-11-01', null, '2026-11-25', true],
  ['yesterday, being in force', '2026-11-01', null, '2026-11-24', false],
  ['later', '2026-11-01', null, '2027-01-01', true],
  ['later than it was to end', '2026-11-01', '2026-12-01', '2027-01-01', true],
  ['again, having ended', '2026-11-01', '2026-11-24', '2026-11-25', false],
  ['the day before it begins, being called off', '2026-12-01', null, '2026-11-30', true],
  ['two days before it begins', '2026-12-01', null, '2026-11-29', false],
])('a rule may end or not: %s', (_what, effectiveFrom, effectiveTo, end, may) => {
  expect(mayEnd({ effectiveFrom, effectiveTo }, end, '2026-11-25')).toBe(may);
});
