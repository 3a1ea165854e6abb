import { expect, it } from 'vitest';
import { proposedReferral } from './proposed-referral.ts';

const filed = { kind: 'filed', facts: { officeId: null, ruleId: 3, proposedOfficeId: 7 } };
const fresh = { state: 'new' as const, officeId: null, history: [filed] };

it.each([
  ['is what the rule named when the case was filed', fresh, 7],
  [
    'is nothing when no rule named an outside body',
    { ...fresh, history: [{ kind: 'filed', facts: {} }] },
    null,
  ],
  ['is nothing once the case lies with an office', { ...fresh, officeId: 2 }, null],
  ['is nothing once the case has been taken in hand', { ...fresh, state: 'in_progress' as const }, null],
])('a proposed referral %s', (_, detail, officeId) => {
  expect(proposedReferral(detail)).toBe(officeId);
});
