import { describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../core/delivery.ts';
import { fallbacksOf, type Reach } from './fallbacks.ts';

const reach = (states: DeliveryState[], over: Partial<Reach> = {}) =>
  fallbacksOf({
    answerState: 'queued',
    pieces: states.map((state, seq) => ({ seq, state, wasSent: false })),
    open: true,
    hasTemplate: true,
    canText: true,
    ...over,
  });

describe('when an answer', () => {
  it.each<DeliveryState>(['created', 'sending', 'sent', 'delivered', 'seen', 'temporary_failure'])(
    'is %s, it needs no other way',
    (state) => {
      expect(reach([state])).toEqual([]);
    },
  );

  it('was provably not sent, it may be sent again while the channel takes answers', () => {
    expect(reach(['permanent_failure'])).toEqual(['sms', 'phone', 'again']);
    expect(reach(['permanent_failure'], { open: false })).toEqual(['sms', 'template', 'phone']);
    expect(reach(['permanent_failure'], { open: false, hasTemplate: false, canText: false })).toEqual([
      'phone',
    ]);
  });

  it('may have arrived, wholly or in part, it is never sent again on its channel', () => {
    expect(reach(['unknown'])).toEqual(['sms', 'phone']);
    expect(reach(['sent', 'technical_failure'])).toEqual(['sms', 'phone']);
    const pieces = [{ seq: 0, state: 'permanent_failure', wasSent: true }] as const;
    expect(reach([], { pieces })).toEqual(['sms', 'phone']);
  });

  it('was tried anew, the new try counts', () => {
    const pieces = [
      { seq: 0, state: 'permanent_failure', wasSent: false },
      { seq: 0, state: 'sent', wasSent: true },
    ] as const;
    expect(reach([], { pieces })).toEqual([]);
  });

  it('has no chat to go to, the phone is left', () => {
    expect(reach([])).toEqual(['sms', 'phone']);
    expect(reach([], { answerState: 'phoned' })).toEqual([]);
    expect(reach([], { answerState: 'waiting_approval' })).toEqual([]);
  });
});
