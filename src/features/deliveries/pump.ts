import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../../core/ids.ts';
import { createCoalescer } from '../../lib/coalesce.ts';
import { createAlarm } from './alarm.ts';
import type { Places } from './departure.ts';
import { createLoop } from './loop.ts';
import {
  type ClaimedMessage,
  claimDue,
  type DeliveryMark,
  markDeliveries,
  spacingMs,
} from './outbox.repo.ts';
import { untried } from './outcome.ts';
import type { Allowance } from './pacing.ts';
import { byConversation, sendThread, type ThreadHost } from './send-thread.ts';
import type { SenderDeps, SendingAccount } from './sender-deps.ts';

/** Moves one account's messages from the outbox to the platform. */
export interface Pump {
  /** Looks for due messages, now and, with `at` in the future, at that moment. */
  run(at?: number): void;
  /** Keeps places for messages about to be written; undefined when they must wait their turn. */
  reserve(wanted: number): Promise<Places | undefined>;
  stop(): Promise<void>;
}

/** Threads of one account that wait for the platform at the same time. */
const maxInFlight = 128;
const maxClaim = 64;
const tryAgainMs = 1_000;
const heldElsewhereMs = 100;
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

  /** Kept places whose messages are not launched yet. */
  let reserved = 0;
  /** Due rows could not be claimed for want of places or tokens: what is new stands behind them. */
  let backlog = false;
  /** Due rows wait for the end of something of their conversation. */
  let held = false;

  const places = (): number => (stopped ? 0 : maxInFlight - inFlight.size - reserved);

  async function look(): Promise<void> {
    while (places() > 0) {
      const account = deps.accountOf(id);
      if (!account) return;
      const allowance = await deps.pacing.take(id, account.sendsPerSecond, maxClaim);
      backlog = allowance.tokens === 0;
      if (backlog) {
        deps.metrics.bucketWaits.inc({ account: String(id) });
        alarm.ringIn(allowance.waitMs);
        return;
      }
      if (await claim(account, allowance)) return;
    }
    backlog = true;
  }

  /** True when everything is claimed that could be. */
  async function claim(account: SendingAccount, allowance: Allowance): Promise<boolean> {
    const { tokens } = allowance;
    const gapMs = spacingMs(account.channel.capabilities);
    const { messages, left } = await claimDue(deps.db, id, tokens, gapMs);
    if (messages.length < tokens) await allowance.giveBack(tokens - messages.length);
    for (const thread of byConversation(messages)) launch(account, thread, pauses);
    held = left;
    // What it waits for may be under way in another process, whose end nobody tells us.
    if (held && inFlight.size === 0) alarm.ringIn(heldElsewhereMs);
    return messages.length < tokens;
  }

  async function reserve(wanted: number): Promise<Places | undefined> {
    const account = deps.accountOf(id);
    const room = Math.min(wanted, places());
    if (!account || backlog || room <= 0) return undefined;
    reserved += room;
    const allowance = await deps.pacing.take(id, account.sendsPerSecond, room).catch((error: unknown) => {
      // The messages are written all the same and claimed later.
      deps.log.warn({ err: error, account: id }, 'no tokens for new messages');
      return undefined;
    });
    reserved -= room - (allowance?.tokens ?? 0);
    return allowance && allowance.tokens > 0 ? keptPlaces(account, allowance) : undefined;
  }

  function keptPlaces(account: SendingAccount, allowance: Allowance): Places {
    const before = pauses;
    const count = allowance.tokens;
    const giveBack = (tokens: number): void => {
      reserved -= count;
      if (tokens > 0) allowance.giveBack(tokens).catch(noticeLost);
    };
    return {
      count,
      gapMs: spacingMs(account.channel.capabilities),
      launch(messages) {
        giveBack(count - messages.length);
        for (const thread of byConversation(messages)) launch(account, thread, before);
      },
      putBack(messages) {
        giveBack(count);
        for (const message of messages) mark(untried(message)).catch(noticeLost);
      },
    };
  }

  const noticeLost = (error: unknown): void => {
    deps.log.warn({ err: error, account: id }, 'places were not given back');
  };

  function launch(account: SendingAccount, thread: readonly ClaimedMessage[], before: number): void {
    const sending = sendThread(hostFor(account, before), thread)
      // The rows stay stamped and become `unknown`, which is what is known of them.
      .catch((error: unknown) => deps.log.error({ err: error, account: id }, 'an outcome was not kept'))
      .finally(() => {
        inFlight.delete(sending);
        if (!held && !backlog) return;
        // What could not be claimed while these were under way; a short pause lets many such ends share
        // one claim.
        alarm.ringIn(claimPauseMs);
        const gapMs = spacingMs(account.channel.capabilities);
        if (gapMs > 0) alarm.ringIn(gapMs + claimPauseMs);
      });
    inFlight.add(sending);
  }

  function hostFor(account: SendingAccount, launchedAfter: number): ThreadHost {
    return {
      deps,
      account,
      mark(outcome) {
        // A row that was put back is due again.
        if (outcome.state === 'created') alarm.ringIn(claimPauseMs);
        return mark(outcome);
      },
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
    reserve,
    async stop() {
      stopped = true;
      alarm.stop();
      const done = loop.end().then(() => Promise.all(inFlight));
      await Promise.race([done, sleep(stopWaitMs, undefined, { ref: false })]);
    },
  };
}
