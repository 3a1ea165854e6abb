import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../../core/ids.ts';
import { createCoalescer } from '../../lib/coalesce.ts';
import type { ClaimedMessage } from './claims.repo.ts';
import type { Gate } from './gate.ts';
import { type DeliveryMark, markDeliveries } from './marks.repo.ts';
import { untried } from './outcome.ts';
import { byConversation, sendThread, type ThreadHost } from './send-thread.ts';
import { rateOf, type SenderDeps, type SendingAccount } from './sender-deps.ts';

/** An account's messages that are with the platform now; one conversation's go one after the other. */
export interface InFlight {
  /** Conversations under way. */
  size(): number;
  /** Grows with every pause: messages chosen before it go no further. */
  pauses(): number;
  launch(account: SendingAccount, messages: readonly ClaimedMessage[], chosenAt: number): void;
  /** Rows that were stamped but not tried wait again. */
  putBack(messages: readonly ClaimedMessage[]): void;
  stop(): void;
  settled(): Promise<unknown>;
}

/** What the pumps of one sender share. */
export interface PumpDeps extends SenderDeps {
  readonly gate: Gate;
}

export interface InFlightDeps extends PumpDeps {
  readonly id: AccountId;
  /** Asks for another look at the outbox. */
  lookAgainIn(waitMs: number): void;
  /** A conversation's messages are through. */
  onEnd(account: SendingAccount): void;
}

/** What was put back is claimable at once; many such rows share one claim. */
const putBackPauseMs = 8;
const maxMarks = 500;

export function createInFlight(deps: InFlightDeps): InFlight {
  const threads = new Set<Promise<void>>();
  let stopped = false;
  let pauses = 0;
  const persist = (write: () => Promise<unknown>) => untilWritten(deps, write, () => stopped);
  const write = createCoalescer(async (marks: readonly DeliveryMark[]) => {
    await persist(() => markDeliveries(deps.db, marks));
    return marks;
  }, maxMarks);

  function mark(outcome: DeliveryMark): Promise<unknown> {
    if (outcome.state === 'created') deps.lookAgainIn(putBackPauseMs);
    return write(outcome);
  }

  const hostFor = (account: SendingAccount, chosenAt: number): ThreadHost => ({
    deps,
    account,
    pass: () => deps.gate.pass(account.bucket, rateOf(account)),
    mark,
    persist,
    mayGoOn: () => !stopped && pauses === chosenAt,
    halt(waitMs) {
      pauses += 1;
      if (Number.isFinite(waitMs)) deps.lookAgainIn(waitMs);
    },
    lookAgainIn: deps.lookAgainIn,
  });

  // The rows stay stamped and become `unknown`, which is what is known of them.
  const notKept = (error: unknown): void =>
    deps.log.error({ err: error, account: deps.id }, 'an outcome was not kept');

  return {
    size: () => threads.size,
    pauses: () => pauses,
    launch(account, messages, chosenAt) {
      for (const messagesOfOne of byConversation(messages)) {
        const thread = sendThread(hostFor(account, chosenAt), messagesOfOne)
          .catch(notKept)
          .finally(() => {
            threads.delete(thread);
            deps.onEnd(account);
          });
        threads.add(thread);
      }
    },
    putBack(messages) {
      for (const message of messages) mark(untried(message)).catch(notKept);
    },
    stop() {
      stopped = true;
    },
    settled: () => Promise.all(threads),
  };
}

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
