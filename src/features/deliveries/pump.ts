import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../../core/ids.ts';
import { createCoalescer } from '../../lib/coalesce.ts';
import { createAlarm } from './alarm.ts';
import { createLoop } from './loop.ts';
import {
  type ClaimedMessage,
  claimDue,
  type DeliveryMark,
  markDeliveries,
  spacingMs,
} from './outbox.repo.ts';
import { byConversation, sendThread, type ThreadHost } from './send-thread.ts';
import type { SenderDeps, SendingAccount } from './sender-deps.ts';

/** Moves one account's messages from the outbox to the platform. */
export interface Pump {
  /** Looks for due messages, now and, with `at` in the future, at that moment. */
  run(at?: number): void;
  stop(): Promise<void>;
}

/** Threads of one account that wait for the platform at the same time. */
const maxInFlight = 128;
const maxClaim = 64;
const tryAgainMs = 1_000;
const claimPauseMs = 8;
/** Shorter than the process has for stopping; a send still open then becomes `unknown`. */
const stopWaitMs = 5_000;

/** PostgreSQL may be away for long: what the platform answered must not be forgotten meanwhile. */
async function untilWritten(
  deps: SenderDeps,
  write: () => Promise<unknown>,
  isStopped: () => boolean,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await write();
      return;
    } catch (error) {
      if (isStopped()) throw error;
      if (attempt % 10 === 1)
        deps.log.warn({ err: error, attempt }, 'writing an outcome failed, trying again');
      await sleep(200 * Math.min(attempt, 10));
    }
  }
}

/** Takes tokens first, then rows, so that a claimed row goes out at once. */
export function createPump(deps: SenderDeps, id: AccountId): Pump {
  const inFlight = new Set<Promise<void>>();
  const alarm = createAlarm(() => loop.run());
  let stopped = false;
  const persist = (write: () => Promise<unknown>) => untilWritten(deps, write, () => stopped);
  const mark = createCoalescer(async (marks: readonly DeliveryMark[]) => {
    await persist(() => markDeliveries(deps.db, marks));
    return marks;
  }, 500);
  const loop = createLoop(look, (error) => {
    deps.log.warn({ err: error, account: id }, 'sending stopped for a moment');
    alarm.ringIn(tryAgainMs);
  });
  /** Grows with every pause: threads launched before it go no further. */
  let pauses = 0;

  async function look(): Promise<void> {
    while (!stopped && inFlight.size < maxInFlight) {
      const account = deps.accountOf(id);
      if (!account) return;
      const allowance = await deps.pacing.take(id, account.sendsPerSecond, maxClaim);
      if (allowance.tokens === 0) {
        deps.metrics.bucketWaits.inc({ account: String(id) });
        alarm.ringIn(allowance.waitMs);
        return;
      }
      const gapMs = spacingMs(account.channel.capabilities);
      const claimed = await claimDue(deps.db, id, allowance.tokens, gapMs);
      const unused = allowance.tokens - claimed.length;
      if (unused > 0) await allowance.giveBack(unused);
      if (claimed.length === 0) return;
      for (const thread of byConversation(claimed)) launch(account, thread, gapMs);
    }
  }

  function launch(account: SendingAccount, thread: readonly ClaimedMessage[], gapMs: number): void {
    const sending = sendThread(hostFor(account), thread)
      // The rows stay stamped and become `unknown`, which is what is known of them.
      .catch((error: unknown) => deps.log.error({ err: error, account: id }, 'an outcome was not kept'))
      .finally(() => {
        inFlight.delete(sending);
        // Later messages of this conversation could not be claimed while these were under way; a short
        // pause lets many such ends share one claim.
        alarm.ringIn(claimPauseMs);
        if (gapMs > 0) alarm.ringIn(gapMs + claimPauseMs);
      });
    inFlight.add(sending);
  }

  function hostFor(account: SendingAccount): ThreadHost {
    const launchedAfter = pauses;
    return {
      deps,
      account,
      mark,
      persist,
      mayGoOn: () => !stopped && pauses === launchedAfter,
      halt(waitMs) {
        pauses += 1;
        if (Number.isFinite(waitMs)) alarm.ringIn(waitMs);
      },
      lookAgainIn: alarm.ringIn,
    };
  }

  return {
    run(at) {
      if (at !== undefined && at > deps.now()) alarm.ringIn(at - deps.now());
      else loop.run();
    },
    async stop() {
      stopped = true;
      alarm.stop();
      const done = loop.end().then(() => Promise.all(inFlight));
      await Promise.race([done, sleep(stopWaitMs, undefined, { ref: false })]);
    },
  };
}
