import { setTimeout as sleep } from 'node:timers/promises';
import type { InboundEvent } from '../../core/message.ts';
import { type Clients, longPollSeconds } from './client.ts';
import { sendErrorOf } from './errors.ts';
import { allowedUpdates } from './set-up.ts';

const firstPauseMs = 500;
const longestPauseMs = 30_000;

export interface PollingDeps {
  readonly longApi: Clients['longApi'];
  /** Reads one vendor update; undefined when nothing is to be stored. */
  readonly read: (update: unknown) => InboundEvent | undefined;
  readonly onFailed: (error: unknown) => void;
}

/**
 * Long polling. The offset moves on only when `accept` has stored the events, so a crash repeats them and
 * never loses one: https://core.telegram.org/bots/api#getupdates.
 */
export async function pollUpdates(
  { longApi, read, onFailed }: PollingDeps,
  accept: (events: readonly InboundEvent[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let offset = 0;
  let failures = 0;

  async function step(): Promise<void> {
    const wanted = { offset, timeout: longPollSeconds, limit: 100, allowed_updates: [...allowedUpdates] };
    const updates = await longApi.getUpdates(wanted, asClientSignal(signal));
    const last = updates.at(-1);
    if (!last) return;
    const events = updates.map(read).filter((event) => event !== undefined);
    if (events.length > 0) await accept(events);
    offset = last.update_id + 1;
  }

  while (!signal.aborted) {
    try {
      await step();
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      onFailed(error);
      await sleep(pauseMs(error, failures), undefined, { signal }).catch(() => undefined);
    }
  }
}

/** The client's types know only its own polyfill; at run time any signal will do. */
const asClientSignal = (signal: AbortSignal) => signal as Parameters<Clients['longApi']['getUpdates']>[1];

/** Doubles up to half a minute, half of it by chance, so that many processes do not come back at once. */
function pauseMs(error: unknown, failures: number): number {
  const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));
  const asked = sendErrorOf(error).retryAfterMs ?? 0;
  return Math.max(asked, (longest / 2) * (1 + Math.random()));
}
