import { type Receipt, type SendError, sendErrorPolicies } from '../../channels/channel.ts';
import type { Route } from '../../core/delivery.ts';
import { err, type Result } from '../../core/result.ts';
import type { ClaimedMessage } from './claims.repo.ts';
import type { Passage } from './gate.ts';
import { type DeliveryMark, failUnreachable, noteOptOut } from './marks.repo.ts';
import { type Outcome, outcomeOf, stopped, untried, waitUntil } from './outcome.ts';
import { byTemplate, type Permission, permissionFor } from './permission.ts';
import type { SenderDeps, SendingAccount } from './sender-deps.ts';

/** What a thread needs of the pump that launched it. */
export interface ThreadHost {
  readonly deps: SenderDeps;
  readonly account: SendingAccount;
  /** Resolves when the platform may be called. */
  pass(): Promise<Passage>;
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

/** The rules first; what the platform calls too late after all gets a second chance as a template. */
async function sendOne(host: ThreadHost, message: ClaimedMessage): Promise<Outcome> {
  const permission = await permissionFor(host.deps, host.account, message);
  if (permission.kind === 'wait') return waitUntil(message, permission.until, permission.why);
  if (permission.kind === 'stop') return stopped(message, permission.code, permission.why);
  const answer = await call(host, message, permission);
  if (answer === 'halted') return { mark: untried(message), pauseUntil: null, gone: false };
  if (answer.ok || answer.error.code !== 'outside_reply_window' || permission.route === 'template')
    return withRoute(outcomeOf(message, answer, host.deps.now()), permission.route);
  const instead = byTemplate(host.account, message);
  if (instead.kind !== 'go')
    return withRoute(outcomeOf(message, closed(answer, instead), host.deps.now()), permission.route);
  const second = await call(host, message, instead);
  if (second === 'halted') return { mark: untried(message), pauseUntil: null, gone: false };
  return withRoute(outcomeOf(message, second, host.deps.now()), 'template');
}

type Answer = Result<Receipt, SendError>;

const closed = (answer: Answer, instead: Permission): Answer =>
  answer.ok || instead.kind !== 'stop' ? answer : err({ ...answer.error, code: instead.code });

const withRoute = (outcome: Outcome, route: Route): Outcome => ({
  ...outcome,
  mark: { ...outcome.mark, route },
});

async function call(
  { deps, account, pass, mayGoOn }: ThreadHost,
  message: ClaimedMessage,
  { route, template }: Extract<Permission, { kind: 'go' }>,
): Promise<Answer | 'halted'> {
  const { channel } = account;
  const passage = await pass();
  // Another call may have been refused meanwhile.
  if (!mayGoOn()) return 'halted';
  const { facts: _facts, ...body } = message.body;
  const answer = await channel.send({
    ...body,
    id: String(message.id),
    to: message.externalId,
    purpose: message.purpose,
    route,
    ...(template && { template }),
  });
  passage.answered();
  const result = answer.ok ? 'sent' : answer.error.code;
  deps.metrics.messagesSent.inc({ channel: channel.id, account: String(account.id), result });
  if (answer.ok) {
    const seconds = Math.max(0, deps.now() - message.createdAt.getTime()) / 1000;
    deps.metrics.sendSeconds.observe({ channel: channel.id }, seconds);
  }
  return answer;
}

async function settle(host: ThreadHost, message: ClaimedMessage, outcome: Outcome): Promise<void> {
  const { deps, account } = host;
  if (outcome.mark.dueAt) host.lookAgainIn(outcome.mark.dueAt.getTime() - deps.now());
  // The platform knows of a refusal that was not said to us.
  if (outcome.mark.errorCode === 'opted_out')
    await host.persist(() => noteOptOut(deps.db, message.conversationId));
  const { pauseUntil } = outcome;
  if (pauseUntil === null) return;
  host.halt(pauseUntil === 'forever' ? Number.POSITIVE_INFINITY : Math.max(1, pauseUntil - deps.now()));
  const { errorCode, vendorCode } = outcome.mark;
  const code = errorCode ?? 'rate_limited';
  const level = sendErrorPolicies[code].tell === 'operator' ? 'error' : 'warn';
  deps.log[level](
    { account: account.id, messageId: message.id, code },
    'the account pauses and holds its messages',
  );
  await host.persist(() => deps.pause(account.id, pauseUntil, { code, ...(vendorCode && { vendorCode }) }));
}
