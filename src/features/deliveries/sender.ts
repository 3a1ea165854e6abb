import type { Channel } from '../../channels/channel.ts';
import type { AccountId } from '../../core/ids.ts';
import { createCoalescer } from '../../lib/coalesce.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Metrics } from '../../lib/metrics.ts';
import type { Database } from '../../store/database.ts';
import {
  type ClaimedMessage,
  claimDue,
  type DeliveryMark,
  failUnreachable,
  markDeliveries,
} from './outbox.repo.ts';
import { type Outcome, outcomeOf, untried } from './outcome.ts';
import type { Pacing } from './pacing.ts';

/** The account that messages go out by. */
export interface SendingAccount {
  readonly id: AccountId;
  readonly channel: Channel;
  /** Messages per second; the channel's documented limit unless the account is allowed more. */
  readonly sendsPerSecond: number;
}

export interface SenderDeps {
  readonly db: Database;
  readonly pacing: Pacing;
  accountOf(id: AccountId): SendingAccount | undefined;
  /** Holds the account's messages from now on, for all processes. */
  pause(id: AccountId, until: number | 'forever', reason: string): Promise<void>;
  readonly log: Logger;
  readonly metrics: Metrics;
  now(): number;
}

export interface Sender {
  /** The account may have something due: send what the bucket allows. */
  signal(account: AccountId): void;
  /** Waits for what is under way; signals after this do nothing. */
  stop(): Promise<void>;
}

/** Messages of one account that wait for the platform at the same time. */
const maxInFlight = 128;
const maxClaim = 64;
const tryAgainMs = 1_000;
const claimPauseMs = 8;

export function createSender(deps: SenderDeps): Sender {
  const pumps = new Map<AccountId, Pump>();
  let stopped = false;
  return {
    signal(id) {
      if (stopped) return;
      const account = deps.accountOf(id);
      if (!account) return;
      const pump = pumps.get(id) ?? createPump(deps, account);
      pumps.set(id, pump);
      pump.run();
    },
    async stop() {
      stopped = true;
      await Promise.all([...pumps.values()].map((pump) => pump.stop()));
    },
  };
}

interface Pump {
  run(): void;
  stop(): Promise<void>;
}

/** Claims and sends one account's messages: takes tokens first, then rows, so that a claimed row goes out at once. */
function createPump(deps: SenderDeps, account: SendingAccount): Pump {
  const inFlight = new Set<Promise<void>>();
  const mark = createCoalescer(async (marks: readonly DeliveryMark[]) => {
    await persist(() => markDeliveries(deps.db, marks), deps);
    return marks;
  }, 500);
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function later(waitMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      run();
    }, waitMs);
    timer.unref();
  }

  function run(): void {
    if (stopped) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    running = loop()
      .catch((error: unknown) => {
        deps.log.warn({ err: error, account: account.id }, 'sending stopped for a moment');
        later(tryAgainMs);
      })
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          run();
        }
      });
  }

  async function loop(): Promise<void> {
    while (!stopped && inFlight.size < maxInFlight) {
      const allowance = await deps.pacing.take(account.id, account.sendsPerSecond, maxClaim);
      if (allowance.tokens === 0) {
        deps.metrics.bucketWaits.inc({ account: String(account.id) });
        later(allowance.waitMs);
        return;
      }
      const claimed = await claimDue(deps.db, account.id, allowance.tokens);
      const unused = allowance.tokens - claimed.length;
      if (unused > 0) await deps.pacing.giveBack(account.id, account.sendsPerSecond, unused);
      if (claimed.length === 0) return;
      for (const thread of byConversation(claimed)) launch(thread);
    }
  }

  function launch(thread: readonly ClaimedMessage[]): void {
    const sending = sendThread(deps, account, thread, (done) => mark(done), later).finally(() => {
      inFlight.delete(sending);
      // Later messages of this conversation could not be claimed while these were under way; a short
      // pause lets many such ends share one claim.
      if (!timer) later(claimPauseMs);
    });
    inFlight.add(sending);
  }

  return {
    run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      await Promise.all(inFlight);
    },
  };
}

function byConversation(claimed: readonly ClaimedMessage[]): ClaimedMessage[][] {
  const threads = new Map<number, ClaimedMessage[]>();
  for (const message of claimed) {
    const thread = threads.get(message.conversationId);
    if (thread) thread.push(message);
    else threads.set(message.conversationId, [message]);
  }
  return [...threads.values()];
}

/** Messages of one conversation, one after the other; a failure puts the later ones back. */
async function sendThread(
  deps: SenderDeps,
  account: SendingAccount,
  thread: readonly ClaimedMessage[],
  mark: (mark: DeliveryMark) => Promise<unknown>,
  later: (waitMs: number) => void,
): Promise<void> {
  for (const [index, message] of thread.entries()) {
    const outcome = await sendOne(deps, account, message);
    await settle(deps, account, message, outcome, later);
    if (outcome.mark.state === 'sent' || outcome.mark.state === 'permanent_failure') {
      await mark(outcome.mark);
      if (!outcome.gone) continue;
      await persist(() => failUnreachable(deps.db, message.conversationId), deps);
    }
    await Promise.all([
      ...(outcome.gone ? [] : [mark(outcome.mark)]),
      ...thread
        .slice(index + 1)
        .map((rest) => mark(outcome.gone ? { ...outcome.mark, id: rest.id } : untried(rest))),
    ]);
    return;
  }
}

async function sendOne(deps: SenderDeps, account: SendingAccount, message: ClaimedMessage): Promise<Outcome> {
  const answer = await account.channel.send({
    ...message.body,
    id: String(message.id),
    to: message.externalId,
  });
  const outcome = outcomeOf(message, answer, deps.now());
  deps.metrics.messagesSent.inc({
    channel: account.channel.id,
    result: answer.ok ? 'sent' : answer.error.code,
  });
  if (answer.ok) {
    const seconds = Math.max(0, deps.now() - message.createdAt.getTime()) / 1000;
    deps.metrics.sendSeconds.observe({ channel: account.channel.id }, seconds);
  }
  return outcome;
}

async function settle(
  deps: SenderDeps,
  account: SendingAccount,
  message: ClaimedMessage,
  outcome: Outcome,
  later: (waitMs: number) => void,
): Promise<void> {
  if (outcome.pauseUntil === null) return;
  if (outcome.pauseUntil !== 'forever') later(Math.max(1, outcome.pauseUntil - deps.now()));
  const code = outcome.mark.errorCode ?? 'rate_limited';
  deps.log.warn(
    { account: account.id, messageId: message.id, code },
    'the account pauses and holds its messages',
  );
  await persist(() => deps.pause(account.id, outcome.pauseUntil ?? 'forever', code), deps);
}

/** PostgreSQL may be away for a moment: what the platform answered must not be forgotten meanwhile. */
async function persist(write: () => Promise<unknown>, deps: SenderDeps): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await write();
      return;
    } catch (error) {
      if (attempt >= 30) throw error;
      deps.log.warn({ err: error, attempt }, 'writing an outcome failed, trying again');
      await new Promise((resolve) => setTimeout(resolve, 200 * Math.min(attempt, 10)));
    }
  }
}
