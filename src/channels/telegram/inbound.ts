import type { InboundContent, InboundEvent } from '../../core/message.ts';
import { storableText } from '../shared/storable-text.ts';
import { vendorWord } from '../shared/vendor-word.ts';
import { editedContent, groupContent, messageContent, notForUs, pressContent } from './message-content.ts';
import { CallbackQuery, ChatMemberUpdated, Message, Stranger, Update } from './schema.ts';

export interface ReadUpdate {
  readonly updateId: number;
  /** Absent when the update belongs to nobody whom we could answer (a poll's result, for example). */
  readonly event?: InboundEvent;
  /** The citizen's button keeps spinning until this is answered. */
  readonly callbackQueryId?: string;
  /** The update's field, for counting. */
  readonly kind: string;
}

interface Draft {
  readonly userId: number;
  readonly content: InboundContent;
  /** Seconds since the epoch; a button press has none. */
  readonly date?: number;
  readonly displayName?: string;
  readonly callbackQueryId?: string;
}

/**
 * Turns one vendor update into our words; undefined when it is not an update at all. What we do not know
 * or cannot read becomes `unknown`: a refusal would make the vendor send it again and again.
 */
export function readUpdate(raw: unknown, now: number): ReadUpdate | undefined {
  const update = Update.safeParse(raw);
  if (!update.success) return undefined;
  const { update_id: updateId, ...parts } = update.data;
  const kind = Object.keys(parts).find((key) => readers.has(key)) ?? Object.keys(parts)[0] ?? 'nothing';
  const draft = readers.get(kind)?.(parts[kind]) ?? readStranger(kind, parts[kind]);
  const { callbackQueryId } = draft ?? {};
  return {
    updateId,
    kind: vendorWord(kind),
    ...(draft && { event: toEvent(updateId, draft, now) }),
    ...(callbackQueryId !== undefined && { callbackQueryId }),
  };
}

function toEvent(updateId: number, draft: Draft, now: number): InboundEvent {
  const displayName = storableText(draft.displayName ?? '').trim();
  return {
    eventId: String(updateId),
    userId: String(draft.userId),
    at: draft.date === undefined ? now : draft.date * 1000,
    content: draft.content,
    ...(displayName !== '' && { displayName }),
  };
}

type Reader = (body: unknown) => Draft | undefined;
const readers = new Map<string, Reader>([
  ['message', readMessage],
  ['edited_message', readEditedMessage],
  ['callback_query', readPress],
  ['my_chat_member', readMembership],
]);

function readMessage(body: unknown): Draft | undefined {
  const parsed = Message.safeParse(body);
  if (!parsed.success) return undefined;
  const message = parsed.data;
  return {
    ...person(message),
    date: message.date,
    content: isPrivate(message) ? messageContent(message, body) : groupContent(message),
  };
}

function readEditedMessage(body: unknown): Draft | undefined {
  const parsed = Message.safeParse(body);
  if (!parsed.success) return undefined;
  const message = parsed.data;
  return {
    ...person(message),
    date: message.edit_date ?? message.date,
    content: isPrivate(message) ? editedContent(message) : notForUs('group_message'),
  };
}

function readPress(body: unknown): Draft | undefined {
  const parsed = CallbackQuery.safeParse(body);
  if (!parsed.success) return undefined;
  const { id, from, data, message } = parsed.data;
  const chat = message?.chat ?? { id: from.id, type: 'private' };
  const known = data !== undefined && isPrivate({ chat });
  return {
    ...person({ chat, from }),
    callbackQueryId: id,
    content: known ? pressContent(data, message?.reply_markup) : notForUs('callback_query'),
  };
}

function readMembership(body: unknown): Draft | undefined {
  const parsed = ChatMemberUpdated.safeParse(body);
  if (!parsed.success) return undefined;
  const change = parsed.data;
  return { ...person(change), date: change.date, content: membershipContent(change) };
}

/** https://core.telegram.org/bots/api#update: in private chats only when the bot was blocked or unblocked. */
function membershipContent(change: ChatMemberUpdated): InboundContent {
  const { status } = change.new_chat_member;
  if (!isPrivate(change)) return notForUs('group_membership');
  if (status === 'kicked') return { kind: 'blocked' };
  if (status === 'member') return { kind: 'unblocked' };
  return notForUs('my_chat_member');
}

function readStranger(kind: string, body: unknown): Draft | undefined {
  const parsed = Stranger.safeParse(body);
  if (!parsed.success) return undefined;
  const { chat, message, from, user } = parsed.data;
  const place = chat ?? message?.chat;
  const userId = place?.id ?? from?.id ?? user?.id;
  if (userId === undefined) return undefined;
  const expectsAnswer = kind === 'message' && place?.type === 'private';
  return { userId, content: { kind: 'unknown', vendorType: vendorWord(kind), expectsAnswer } };
}

const isPrivate = ({ chat }: { readonly chat: Message['chat'] }) => chat.type === 'private';

function person({ chat, from }: Pick<Message, 'chat' | 'from'>): Pick<Draft, 'userId' | 'displayName'> {
  const names = [from?.first_name, from?.last_name].filter((name) => name !== undefined);
  return { userId: chat.id, displayName: names.join(' ') };
}
