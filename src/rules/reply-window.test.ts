import { describe, expect, it } from 'vitest';
import { routeInWindow, type WindowRule, windowClosesAt } from './reply-window.ts';

const zalo: WindowRule = {
  replyWindowHours: 168,
  freeReplyHours: 48,
  officerWindowHours: null,
  paysForLateReplies: true,
};
const messenger: WindowRule = {
  replyWindowHours: 24,
  freeReplyHours: null,
  officerWindowHours: 168,
  paysForLateReplies: true,
};
const none: WindowRule = { ...messenger, replyWindowHours: null };
const now = Date.UTC(2026, 10, 25, 3);
const silentFor = (hours: number) => now - hours * 3_600_000;

describe('the reply window', () => {
  it.each([
    ['free for two days', zalo, 'answer', 47.9, 'window'],
    ['paid until the seventh day', zalo, 'notice', 48.1, 'paid_window'],
    ['closed after seven days', zalo, 'officer', 168.1, undefined],
    [
      'closed after the free part for a ward that does not pay',
      { ...zalo, paysForLateReplies: false },
      'answer',
      49,
      undefined,
    ],
    ['open for a day', messenger, 'answer', 24, 'window'],
    ['closed for the bot after a day', messenger, 'notice', 24.1, undefined],
    ['open for an officer until the seventh day', messenger, 'officer', 167, 'officer_window'],
    ['closed for an officer after that', messenger, 'officer', 169, undefined],
    ['always open where there is none', none, 'broadcast', 10_000, 'window'],
  ] as const)('is %s', (_name, rule, purpose, hours, route) => {
    expect(routeInWindow(rule, { purpose, lastInteractionAt: silentFor(hours), now })).toBe(route);
  });

  it('is closed for somebody who never wrote', () => {
    expect(routeInWindow(zalo, { purpose: 'broadcast', lastInteractionAt: null, now })).toBeUndefined();
  });
});

describe('the end of the reply window', () => {
  it.each([
    ['is that of the paid part for a ward that pays', zalo, 'officer', 168],
    ['is that of the free part for one that does not', { ...zalo, paysForLateReplies: false }, 'officer', 48],
    ['is later for an officer where the platform says so', messenger, 'officer', 168],
    ['is not later for the bot', messenger, 'answer', 24],
  ] as const)('%s', (_, rule, purpose, hours) => {
    const at = windowClosesAt(rule, { purpose, lastInteractionAt: now });

    expect(at).toBe(now + hours * 3_600_000);
    expect(routeInWindow(rule, { purpose, lastInteractionAt: now, now: at ?? 0 })).toBeDefined();
    expect(routeInWindow(rule, { purpose, lastInteractionAt: now, now: (at ?? 0) + 1 })).toBeUndefined();
  });

  it('is unknown where there is no window, or nobody opened it', () => {
    expect(windowClosesAt(none, { purpose: 'officer', lastInteractionAt: now })).toBeNull();
    expect(windowClosesAt(zalo, { purpose: 'officer', lastInteractionAt: null })).toBeNull();
  });
});
