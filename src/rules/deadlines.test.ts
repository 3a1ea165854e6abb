import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeadlineRule, pickDeadline } from './deadlines.ts';

const general: DeadlineRule = {
  id: 'general',
  kind: 'feedback',
  category: null,
  urgent: null,
  step: 'answer',
  duration: { value: 7, unit: 'working_day' },
  legalBasis: 'một quyết định',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  confidence: 'GK',
};
const rules: readonly DeadlineRule[] = [
  general,
  { ...general, id: 'newer', effectiveFrom: '2026-11-01' },
  { ...general, id: 'urgent', urgent: true },
  { ...general, id: 'lamps', category: 'lighting' },
  { ...general, id: 'urgent-lamps', category: 'lighting', urgent: true, effectiveFrom: '2026-06-01' },
  { ...general, id: 'old', effectiveFrom: '2020-01-01', effectiveTo: '2025-12-31' },
  { ...general, id: 'transfer', step: 'transfer' },
  { ...general, id: 'question', kind: 'question' },
  ...['ward-9', 'suggestion.answer', 'ward-10'].map((id) => ({
    ...general,
    id,
    kind: 'suggestion' as const,
  })),
];
const asked = { kind: 'feedback', category: null, urgent: false, step: 'answer', on: '2026-11-22' } as const;

describe('the time limit of a case', () => {
  it.each([
    ['the newest general row', {}, 'newer'],
    ['the row in force on the day of receipt', { on: '2026-10-31' }, 'general'],
    ['the row whose last day it is', { on: '2025-12-31' }, 'old'],
    ['the next row a day later', { on: '2026-01-01' }, 'general'],
    ['a row for urgent cases before a newer general one', { urgent: true }, 'urgent'],
    [
      'a row for the category before one for urgency',
      { urgent: true, category: 'lighting', on: '2026-05-01' },
      'lamps',
    ],
    ['a row for both before all', { urgent: true, category: 'lighting' }, 'urgent-lamps'],
    ['no row for urgent cases when it is not', { category: 'lighting' }, 'lamps'],
    ['a general row for a category without its own', { category: 'noise' }, 'newer'],
    ['the row of the step', { step: 'transfer' }, 'transfer'],
    ['the row of the kind', { kind: 'question' }, 'question'],
    ['the row added last of those that begin on one day', { kind: 'suggestion' }, 'ward-10'],
    ['nothing before any row begins', { on: '2019-12-31' }, undefined],
    ['nothing for a kind without rows', { kind: 'complaint' }, undefined],
  ] as const)('is %s', (_, question, id) => {
    expect(pickDeadline(rules, { ...asked, ...question })?.id).toBe(id);
  });

  it('does not hang on the order of the rows', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...rules], { minLength: rules.length }),
        fc.boolean(),
        (rows, urgent) => {
          const question = { ...asked, urgent, category: 'lighting' };
          expect(pickDeadline(rows, question)).toEqual(pickDeadline(rules, question));
        },
      ),
    );
  });
});
