import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../../core/ids.ts';
import { createAlarm } from './alarm.ts';
import { claimDue } from './claims.repo.ts';
import type { Places } from './departure.ts';
import { createInFlight, type InFlight, type PumpDeps } from './in-flight.ts';
import { createLoop } from './loop.ts';
import { spacingMs } from './outbox.repo.ts';
import type { Allowance } from './pacing.ts';
import { rateOf, type SendingAccount } from './sender-deps.ts';

/** Moves one account's messages from the outbox to the platform. */
export interface Pump {
  /** Looks for due messages, now and, with `at` in the future, at that moment. */
  run(at?: number): void;
  /** Keeps places for messages about to be written; undefined when they must wait their turn. */
  reserve(wanted: number): Promise<Places | undefined>;
  stop(): Promise<void>;
}

/** Conversations of one account that wait for the platform at the same time. */
const maxInFlight = 256;
const maxClaim = 64;
const tryAgainMs = 1_000;
const claimPauseMs = 8;
const heldElsewhereMs = 100;
/** Shorter than the process has for stopping; a send still open then becomes `unknown`. */
const stopWaitMs = 5_000;

/** What the last look at the outbox left behind. */
interface Rest {
  /** Due rows wait for tokens or places: what is new stands behind them. */
  backlog: boolean;
  /** Due rows wait for the end of something of their conversation. */
  held: boolean;
  /** Places that are kept for messages not launched yet. */
  reserved: number;
}

/** Takes tokens first, then rows, so that a claimed row goes out at once. */
export function createPump(deps: PumpDeps, id: AccountId): Pump {
  const rest: Rest = { backlog: false, held: false, reserved: 0 };
  let stopped = false;
  const alarm = createAlarm(() => loop.run());
  const inFlight = createInFlight({ ...deps, id, lookAgainIn: alarm.ringIn, onEnd });
  const places = (): number => (stopped ? 0 : maxInFlight - inFlight.size() - rest.reserved);
  const loop = createLoop(look, (error) => {
    deps.log.warn({ err: error, account: id }, 'sending stopped for a moment');
    alarm.ringIn(tryAgainMs);
  });

  /** What could not be claimed meanwhile; a short pause lets many such ends share one claim. */
  function onEnd({ channel }: SendingAccount): void {
    if (!rest.held && !rest.backlog) return;
    alarm.ringIn(claimPauseMs);
    const gapMs = spacingMs(channel.capabilities);
    if (gapMs > 0) alarm.ringIn(gapMs + claimPauseMs);
  }

  async function look(): Promise<void> {
    while (places() > 0) {
      const account = deps.accountOf(id);
      if (!account) return;
      const allowance = await deps.pacing.take(account.bucket, rateOf(account), maxClaim);
      rest.backlog = allowance.tokens === 0;
      if (rest.backlog) {
        deps.metrics.bucketWaits.inc({ account: String(id) });
        alarm.ringIn(allowance.waitMs);
        return;
      }
      if (await claim(account, allowance)) return;
    }
    rest.backlog = true;
  }

  /** True when everything is claimed that could be. */
  async function claim(account: SendingAccount, allowance: Allowance): Promise<boolean> {
    const gapMs = spacingMs(account.channel.capabilities);
    const { messages, left } = await claimDue(deps.db, id, allowance.tokens, gapMs);
    const unused = allowance.tokens - messages.length;
    if (unused > 0) await allowance.giveBack(unused);
    inFlight.launch(account, messages, inFlight.pauses());
    rest.held = left;
    // What they wait for may be under way in another process, whose end nobody tells us.
    if (left && inFlight.size() === 0) alarm.ringIn(heldElsewhereMs);
    return unused > 0;
  }

  return {
    run(at) {
      if (at !== undefined && at > deps.now()) alarm.ringIn(at - deps.now());
      else loop.run();
    },
    async reserve(wanted) {
      const account = deps.accountOf(id);
      const room = Math.min(wanted, places());
      if (!account || rest.backlog || room <= 0) return undefined;
      return keepPlaces(deps, account, { rest, inFlight, room });
    },
    async stop() {
      stopped = true;
      inFlight.stop();
      alarm.stop();
      const done = loop.end().then(inFlight.settled);
      await Promise.race([done, sleep(stopWaitMs, undefined, { ref: false })]);
    },
  };
}

async function keepPlaces(
  { pacing, log }: PumpDeps,
  account: SendingAccount,
  { rest, inFlight, room }: { rest: Rest; inFlight: InFlight; room: number },
): Promise<Places | undefined> {
  const { id, bucket, channel } = account;
  const chosenAt = inFlight.pauses();
  const warn = (error: unknown): void => log.warn({ err: error, account: id }, 'the bucket does not answer');
  rest.reserved += room;
  // The messages are written all the same and claimed later.
  const allowance = await pacing.take(bucket, rateOf(account), room).catch(warn);
  const tokens = allowance?.tokens ?? 0;
  rest.reserved -= room - tokens;
  if (!allowance || tokens === 0) return undefined;
  const giveBack = (unused: number): void => {
    rest.reserved -= tokens;
    if (unused > 0) allowance.giveBack(unused).catch(warn);
  };
  return {
    count: tokens,
    gapMs: spacingMs(channel.capabilities),
    launch(messages) {
      giveBack(tokens - messages.length);
      inFlight.launch(account, messages, chosenAt);
    },
    putBack(messages) {
      giveBack(tokens);
      inFlight.putBack(messages);
    },
  };
}
