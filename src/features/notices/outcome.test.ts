import { expect, it } from 'vitest';
import { markOf, outcomeOfChannel } from './outcome.ts';

const now = Date.UTC(2026, 10, 25);

it('waits longer after every failed try, at least as long as it was asked to, and gives up', () => {
  const retry = { kind: 'retry', reason: 'unreachable' } as const;
  const wait = (attempts: number) => (markOf(retry, attempts, now).dueAt?.getTime() ?? 0) - now;

  expect([1, 2, 3].map(wait)).toEqual([2_000, 10_000, 30_000]);
  expect(markOf({ ...retry, afterMs: 60_000 }, 1, now).dueAt?.getTime()).toBe(now + 60_000);
  expect(markOf(retry, 8, now)).toEqual({ state: 'failed', reason: 'unreachable' });
});

it('never tries again what may have gone out', () => {
  const lost = outcomeOfChannel({ code: 'unreachable', provablyUnsent: false });

  expect(markOf(lost, 1, now)).toEqual({ state: 'unknown', reason: 'unreachable' });
});

it.each([
  ['rate_limited', 'retry'],
  ['token_dead', 'retry'],
  ['recipient_gone', 'failed'],
  ['rejected', 'failed'],
] as const)('takes %s for %s', (code, kind) => {
  expect(outcomeOfChannel({ code, provablyUnsent: true }).kind).toBe(kind);
});
