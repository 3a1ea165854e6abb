import { expect, it } from 'vitest';
import { pauseReasonOf } from './index.ts';

it('an account pauses for what failed, and a lost pair of tokens is told apart from a dead one', () => {
  expect(pauseReasonOf({ code: 'token_dead', vendorCode: 'lost_in_renewal' })).toBe('token_lost');
  expect(pauseReasonOf({ code: 'token_dead', vendorCode: '-216' })).toBe('token_dead');
  expect(pauseReasonOf({ code: 'rate_limited' })).toBe('rate_limited');
});
