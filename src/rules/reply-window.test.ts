import { describe, expect, it } from 'vitest';
import { officerWindowClosesAt, routeInWindow, type WindowRule } from './reply-window.ts';

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

describe('the end of an officer’s window', () => {
  const rule = {
    replyWindowHours: 24,
    freeReplyHours: null,
    officerWindowHours: 168,
    paysForLateReplies: true,
  };

  it('is the later one of the platform’s two windows', () => {
    expect(officerWindowClosesAt(rule, 0)).toBe(168 * 3_600_000);
    expect(officerWindowClosesAt({ ...rule, officerWindowHours: null }, 0)).toBe(24 * 3_600_000);
  });

  it('comes before the part that costs, where the ward does not pay', () => {
    expect(officerWindowClosesAt({ ...rule, freeReplyHours: 8, paysForLateReplies: false }, 0)).toBe(
      8 * 3_600_000,
    );
  });

  it('is none where there is no window, or no word from the citizen', () => {
    expect(officerWindowClosesAt({ ...rule, replyWindowHours: null }, 0)).toBeNull();
    expect(officerWindowClosesAt(rule, null)).toBeNull();
  });
});
