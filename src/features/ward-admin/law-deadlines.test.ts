import { expect, it } from 'vitest';
import type { DeadlineRule } from '../../rules/deadlines.ts';
import { lawInForce } from './law-deadlines.ts';

const general: DeadlineRule = {
  id: 'feedback.answer',
  kind: 'feedback',
  category: null,
  urgent: null,
  step: 'answer',
  duration: { value: 7, unit: 'working_day' },
  legalBasis: 'mức tạm dùng',
  effectiveFrom: '2025-07-01',
  effectiveTo: null,
  confidence: 'GK',
};
const own = (over: Partial<DeadlineRule>): DeadlineRule => ({
  ...general,
  id: 'ward-1',
  effectiveFrom: '2026-11-01',
  ...over,
});
const today = '2026-11-26';

it.each([
  ['is in force while the ward has nothing of its own', [], true],
  ['gives way to the ward’s own row', [own({})], false],
  ['stays until the ward’s own row begins', [own({ effectiveFrom: '2026-11-27' })], true],
  ['comes back when the ward’s own row has ended', [own({ effectiveTo: '2026-11-25' })], true],
  ['stays for the others when the ward has a row for urgent ones', [own({ urgent: true })], true],
  ['gives way to two rows that leave it nothing', [own({ urgent: true }), own({ urgent: false })], false],
  ['stays for the other categories', [own({ category: 'dien' })], true],
])('a row of the law %s', (_, rows, isInForce) => {
  expect(lawInForce([general], rows, today)).toEqual(isInForce ? [general] : []);
});

it('a row of the law that is over is not in force', () => {
  expect(lawInForce([{ ...general, effectiveTo: '2026-06-30' }], [], today)).toEqual([]);
});
