import { setTimeout as sleep } from 'node:timers/promises';
import { type Channel, polls, type SetsUp, sendErrorPolicies, setsUp } from '../channels/channel.ts';
import type { LiveAccount } from './conversation-side.ts';
import type { House } from './house.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * Tells the platform about us, then asks it for events where it does not push them. A platform that is away
 * is told again until it has heard. Resolves when the polling has ended; a set-up may be left open.
 */
export async function startAccount(
  house: Pick<House, 'log' | 'intake'>,
  { channel, id, wardId }: LiveAccount,
  stopping: AbortSignal,
): Promise<void> {
  const isSetUp = setsUp(channel) ? setUpUntilHeard(house, channel, id, stopping) : undefined;
  if (!polls(channel)) return;
  // A webhook that is still registered would keep the events away: at least one try comes first.
  await Promise.race([isSetUp?.firstTry, aborted(stopping)]);
  const receiver = { id, wardId, channel: channel.id };
  await channel
    .poll((events) => house.intake.accept(receiver, events), stopping)
    .catch((error: unknown) => house.log.error({ err: error, account: id }, 'polling ended'));
}

function setUpUntilHeard(
  { log }: Pick<House, 'log'>,
  channel: Channel & SetsUp,
  account: LiveAccount['id'],
  stopping: AbortSignal,
): { readonly firstTry: Promise<void> } {
  /** Milliseconds to wait before the next try; undefined when there shall be none. */
  async function tryOnce(pauseMs: number): Promise<number | undefined> {
    const done = await channel.setUp();
    if (done.ok || stopping.aborted) return undefined;
    const { code, vendorCode, retryAfterMs = 0 } = done.error;
    log.error({ account, code, vendorCode }, 'a channel could not be set up');
    return sendErrorPolicies[code].retry ? Math.max(pauseMs, retryAfterMs) : undefined;
  }
  async function goOn(wait: number | undefined): Promise<void> {
    let pauseMs = firstPauseMs;
    for (let next = wait; next !== undefined; next = await tryOnce(pauseMs)) {
      await sleep(next, undefined, { signal: stopping, ref: false }).catch(() => undefined);
      if (stopping.aborted) return;
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  }
  const first = tryOnce(firstPauseMs);
  void first.then(goOn);
  return { firstTry: first.then(() => undefined) };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
