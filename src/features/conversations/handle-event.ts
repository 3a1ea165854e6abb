import type { Capabilities } from '../../channels/channel.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { InboundContent, SpokenMessage } from '../../core/message.ts';
import type { FlowBook } from '../../engine/flow-book.ts';
import type { Session } from '../../engine/session.ts';
import { besideOfficer } from '../../engine/with-officer.ts';
import { countMessage } from '../../rules/flood.ts';
import type { WardTx } from '../../store/database.ts';
import { tellStaff } from '../../store/staff-live.ts';
import {
  markReceipt,
  markReceiptsUntil,
  markUndelivered,
  type NewMessage,
  spacingMs,
} from '../deliveries/index.ts';
import type { Ability } from './ability.ts';
import { toStorableJson } from './clean-text.ts';
import { type Conversation, noteWords, setBlocked } from './conversations.repo.ts';
import type { Flows } from './flows.ts';
import type { PendingEvent } from './inbound.repo.ts';
import { renderMessage } from './render/render-message.ts';
import { runTurn, type TurnOutcome } from './run-turn.ts';
import type { StaffEars } from './staff-ears.ts';

/** What handling one event leads to; written together with the events of its batch. */
export interface Handled {
  readonly conversation: Conversation;
  readonly messages: readonly NewMessage[];
  readonly facts: readonly string[];
}

export interface HandlerDeps {
  readonly flows: Flows;
  readonly abilities: Readonly<Record<string, Ability>>;
  capabilitiesOf(accountId: number): Capabilities;
  now(): number;
  /** Absent where no staff are, such as in the terminal. */
  readonly staffEars?: StaffEars;
}

/** One event of one conversation, inside its ward's transaction. */
export async function handleEvent(
  deps: HandlerDeps,
  tx: WardTx,
  conversation: Conversation,
  event: PendingEvent,
): Promise<Handled> {
  const { content } = event.payload;
  const quiet = await handleQuietly(deps, tx, conversation, content);
  if (quiet) return { conversation: quiet, messages: [], facts: [] };
  return hear(
    deps,
    tx,
    { ...conversation, lastInteractionAt: interactionAt(deps, conversation, event) },
    event,
  );
}

/** Something that the citizen did: it opens the reply window, and mostly wants an answer. */
async function hear(
  deps: HandlerDeps,
  tx: WardTx,
  conversation: Conversation,
  event: PendingEvent,
): Promise<Handled> {
  const { content } = event.payload;
  if (content.kind === 'touched') return { conversation, messages: [], facts: [`touched:${content.what}`] };
  // Who writes can be reached, whatever the platform said before.
  if (conversation.blockedAt) await setBlocked(tx, conversation.id, null);
  const { burst, verdict } = countMessage(burstOf(conversation), deps.now());
  const counted: Conversation = {
    ...conversation,
    blockedAt: null,
    burstCount: Math.min(burst.count, 30_000),
    burstStartedAt: burst.startedAt === null ? null : new Date(burst.startedAt),
  };
  if (conversation.speaker === 'officer') return hearBesideOfficer(deps, tx, counted, event);
  if (verdict === 'ignore') return { conversation: counted, messages: [], facts: ['flood_ignored'] };
  if (verdict === 'warn')
    return answer(deps, counted, event, [deps.flows.sharedMessage(conversation.language, 'flood')]);
  if (content.kind === 'comment')
    return answer(deps, counted, event, [deps.flows.sharedMessage(conversation.language, 'comment_reply')]);
  const toStaff = await hearStaff(deps, tx, counted, content);
  return toStaff ? answer(deps, counted, event, [toStaff]) : think(deps, tx, counted, event);
}

/** A member of staff may write from a private chat, too. Guesses are slowed down like every flood. */
function hearStaff(
  { staffEars }: HandlerDeps,
  tx: WardTx,
  { accountId, externalId, language }: Conversation,
  content: InboundContent,
): Promise<SpokenMessage | undefined> | undefined {
  if (content.kind !== 'text') return undefined;
  return staffEars?.hearPrivately(tx, { accountId, externalId, language, text: content.text });
}

/** What the citizen writes is kept for the officer, who sees it at once; the bot answers only what cannot wait. */
async function hearBesideOfficer(
  deps: HandlerDeps,
  tx: WardTx,
  conversation: Conversation,
  event: PendingEvent,
): Promise<Handled> {
  const session = conversation.session as Session | null;
  const heard = besideOfficer(await deps.flows.bookFor(tx, session), session, event.payload.content);
  await noteWords(tx, conversation.id, new Date(deps.now()));
  await tellStaff(tx, { kind: 'conversation', id: conversation.id });
  if (heard.kind === 'advance') return think(deps, tx, conversation, event);
  const said = heard.kind === 'warn' ? [heard.message] : [];
  return answer(deps, conversation, event, said, ['to_officer']);
}

/** Receipts and blocks change rows but are never answered. */
async function handleQuietly(
  deps: HandlerDeps,
  tx: WardTx,
  conversation: Conversation,
  content: InboundContent,
): Promise<Conversation | null> {
  if (content.kind === 'receipt') {
    await markReceipt(tx, conversation.accountId, content.vendorMessageId, content.state);
    return conversation;
  }
  if (content.kind === 'receipt_until') {
    await markReceiptsUntil(tx, conversation.id, new Date(content.until), content.state);
    return conversation;
  }
  if (content.kind === 'undelivered') {
    await markUndelivered(tx, conversation.accountId, content.vendorMessageId, content.vendorCode);
    return conversation;
  }
  if (content.kind === 'unknown' && !content.expectsAnswer) return conversation;
  if (content.kind !== 'blocked' && content.kind !== 'unblocked') return null;
  const blockedAt = content.kind === 'blocked' ? new Date(deps.now()) : null;
  await setBlocked(tx, conversation.id, blockedAt);
  return { ...conversation, blockedAt };
}

async function think(
  deps: HandlerDeps,
  tx: WardTx,
  conversation: Conversation,
  event: PendingEvent,
): Promise<Handled> {
  const session = conversation.session as Session | null;
  const book = await deps.flows.bookFor(tx, session);
  const turn = await runTurn({
    book,
    abilities: deps.abilities,
    context: {
      tx,
      wardId: tx.wardId,
      accountId: conversation.accountId,
      conversationId: conversation.id,
      externalId: conversation.externalId,
      language: conversation.language,
      now: deps.now(),
    },
    session,
    content: event.payload.content,
    ...(event.payload.displayName ? { displayName: event.payload.displayName } : {}),
  });
  const kept: Conversation = { ...conversation, session: turn.session, language: turn.session.language };
  return answer(deps, kept, event, turn.said, [
    ...turn.marks,
    ...guardedBy(deps.flows, turn.session),
    ...(wasAskedInPrivate(book, session) ? ['private'] : []),
  ]);
}

/** The open question was one whose answer a flow forgets once it is used: a name, a number, a secret. */
function wasAskedInPrivate(book: FlowBook, session: Session | null): boolean {
  const frame = session?.asked ? session.stack.at(-1) : undefined;
  const step = frame && book.find(frame.flowId, frame.version)?.flow.steps[frame.step];
  return step?.kind === 'ask' && step.sensitive === true;
}

/** Guarded flows that this turn left open: it belongs to them, whatever else it led to. */
const guardedBy = ({ guarded }: Flows, { stack }: Session): string[] =>
  guarded.filter((flow) => stack.some(({ flowId }) => flowId === flow)).map((flow) => `within:${flow}`);

function answer(
  deps: HandlerDeps,
  conversation: Conversation,
  event: PendingEvent,
  said: readonly SpokenMessage[],
  marks: TurnOutcome['marks'] = [],
): Handled {
  const capabilities = deps.capabilitiesOf(conversation.accountId);
  const rendered = said.flatMap((message) => renderMessage(message, capabilities));
  const gapMs = spacingMs(capabilities);
  let dueAt = Math.max(deps.now(), conversation.nextSendAt?.getTime() ?? 0);
  const messages = rendered.map((body, seq): NewMessage => {
    const message = {
      ...addressOf(conversation, event),
      seq,
      body: toStorableJson(body),
      dueAt: new Date(dueAt),
    };
    dueAt += gapMs;
    return message;
  });
  const nextSendAt = gapMs > 0 && messages.length > 0 ? new Date(dueAt) : conversation.nextSendAt;
  return { conversation: { ...conversation, nextSendAt }, messages, facts: marks };
}

function addressOf(conversation: Conversation, event: PendingEvent) {
  return {
    accountId: conversation.accountId,
    conversationId: conversation.id as ConversationId,
    inboundEventId: event.id,
    sendLane: 'reply' as const,
    purpose: 'answer' as const,
    lastInteractionAt: conversation.lastInteractionAt,
  };
}

/** A platform's clock may run ahead of ours. */
function interactionAt(deps: HandlerDeps, { lastInteractionAt }: Conversation, event: PendingEvent): Date {
  return new Date(Math.max(lastInteractionAt?.getTime() ?? 0, Math.min(event.payload.at, deps.now())));
}

const burstOf = (conversation: Conversation) => ({
  count: conversation.burstCount,
  startedAt: conversation.burstStartedAt?.getTime() ?? null,
});
