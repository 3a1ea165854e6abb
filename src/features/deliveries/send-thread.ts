import type { ClaimedMessage } from './claims.repo.ts';
import { type DeliveryMark, failUnreachable } from './marks.repo.ts';
import { type Outcome, outcomeOf, untried } from './outcome.ts';
import type { SenderDeps, SendingAccount } from './sender-deps.ts';

/** What a thread needs of the pump that launched it. */
export interface ThreadHost {
  readonly deps: SenderDeps;
  readonly account: SendingAccount;
  mark(mark: DeliveryMark): Promise<unknown>;
  /** Writes until it succeeds. */
  persist(write: () => Promise<unknown>): Promise<void>;
  /** False once the account pauses or the process stops: what is not out yet goes back. */
  mayGoOn(): boolean;
  /** The account waits from now on. */
  halt(waitMs: number): void;
  /** Asks for another look at the outbox. */
  lookAgainIn(waitMs: number): void;
}

export function byConversation(claimed: readonly ClaimedMessage[]): ClaimedMessage[][] {
  const threads = new Map<number, ClaimedMessage[]>();
  for (const message of claimed) {
    const thread = threads.get(message.conversationId);
    if (thread) thread.push(message);
    else threads.set(message.conversationId, [message]);
  }
  return [...threads.values()];
}

/** Messages of one conversation, one after the other; a failure puts the later ones back. */
export async function sendThread(host: ThreadHost, thread: readonly ClaimedMessage[]): Promise<void> {
  for (const [index, message] of thread.entries()) {
    if (!host.mayGoOn()) return putBack(host, thread.slice(index));
    const outcome = await sendOne(host, message);
    await settle(host, message, outcome);
    if (outcome.gone) return giveUp(host, message, outcome, thread.slice(index + 1));
    await host.mark(outcome.mark);
    if (outcome.mark.state === 'sent' || outcome.mark.state === 'permanent_failure') continue;
    return putBack(host, thread.slice(index + 1));
  }
}

async function putBack(host: ThreadHost, rest: readonly ClaimedMessage[]): Promise<void> {
  await Promise.all(rest.map((message) => host.mark(untried(message))));
}

/** Nothing of the conversation can arrive any more. */
async function giveUp(
  host: ThreadHost,
  message: ClaimedMessage,
  outcome: Outcome,
  rest: readonly ClaimedMessage[],
): Promise<void> {
  const marks = [message, ...rest].map(({ id }) => ({ ...outcome.mark, id }));
  await Promise.all(marks.map((mark) => host.mark(mark)));
  await host.persist(() => failUnreachable(host.deps.db, message.conversationId));
}

async function sendOne({ deps, account }: ThreadHost, message: ClaimedMessage): Promise<Outcome> {
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

async function settle(host: ThreadHost, message: ClaimedMessage, outcome: Outcome): Promise<void> {
  const { deps, account } = host;
  if (outcome.mark.dueAt) host.lookAgainIn(outcome.mark.dueAt.getTime() - deps.now());
  const { pauseUntil } = outcome;
  if (pauseUntil === null) return;
  host.halt(pauseUntil === 'forever' ? Number.POSITIVE_INFINITY : Math.max(1, pauseUntil - deps.now()));
  const code = outcome.mark.errorCode ?? 'rate_limited';
  deps.log.warn(
    { account: account.id, messageId: message.id, code },
    'the account pauses and holds its messages',
  );
  await host.persist(() => deps.pause(account.id, pauseUntil, code));
}
