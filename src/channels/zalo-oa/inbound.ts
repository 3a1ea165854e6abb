import { createHash } from 'node:crypto';
import type { InboundContent, InboundEvent } from '../../core/message.ts';
import { normalisePhone } from '../../core/phone.ts';
import type { ChannelHost } from '../channel.ts';
import { messageContents, phoneInJson, unknown } from './message-content.ts';
import { looksLikePhone } from './phone.ts';
import { anonymousUser, phoneUser } from './recipients.ts';
import type { ZaloEvent } from './schema.ts';

export interface InboundContext {
  readonly oaId: string;
  readonly now: number;
  readonly ids: ChannelHost['ids'];
}

type Reader = (event: ZaloEvent) => readonly InboundContent[];

/** What opens the reply window without a word: https://docs.zaloplatforms.com/docs/OA, webhook. */
const touches = [
  'user_click_chatnow',
  'user_reacted_message',
  'widget_interaction_accepted',
  'user_click_response_button',
  'user_reply_consent',
  'user_call_oa',
];

const readers = new Map<string, Reader>([
  // The event's own `source` is a word of Zalo's, not a code of ours.
  ['follow', () => [{ kind: 'start' }]],
  ['unfollow', () => [{ kind: 'blocked' }]],
  ['user_submit_info', (event) => [submittedInfo(event)]],
  ['user_seen_message', (event) => receipts(event, 'seen')],
  ['user_received_message', (event) => receipts(event, 'delivered')],
  ...touches.map((what): [string, Reader] => [what, () => [{ kind: 'touched', what }]]),
]);

/** One event of Zalo's in our words: one of ours, or one for each of its pictures or receipts. */
export function readEvent(event: ZaloEvent, context: InboundContext): InboundEvent[] {
  const userId = userOf(event, context);
  const at = timeOf(event) ?? context.now;
  const contents = contentsOf(event);
  return contents.map((content, index) => ({
    eventId: eventIdOf(event, content, index),
    userId,
    at,
    content,
  }));
}

function contentsOf(event: ZaloEvent): readonly InboundContent[] {
  const { event_name: name, message } = event;
  const sent = /^(?:user|anonymous)_send_([a-z_]+)$/.exec(name)?.[1];
  // A group is not a citizen: nobody there waits for the bot.
  const isWaiting = sent !== undefined && !sent.startsWith('group_');
  const contents = isWaiting ? messageContents(sent, message) : (readers.get(name)?.(event) ?? []);
  return contents.length > 0 ? contents : [unknown(name, isWaiting)];
}

function submittedInfo({ info, message }: ZaloEvent): InboundContent {
  const phone = info ? normalisePhone(info.phone) : phoneInJson(message?.text);
  return phone === undefined ? unknown('user_submit_info') : { kind: 'contact', phone, own: true };
}

function receipts({ message }: ZaloEvent, state: 'delivered' | 'seen'): InboundContent[] {
  const ids = new Set([...(message?.msg_ids ?? []), ...(message?.msg_id ? [message.msg_id] : [])]);
  return [...ids].map((vendorMessageId) => ({ kind: 'receipt', vendorMessageId, state }));
}

/** Events without a message have no id of their own; a repeat has the same body. */
function eventIdOf(event: ZaloEvent, content: InboundContent, index: number): string {
  const { event_name: name, message } = event;
  if (content.kind === 'receipt') return `${name}:${content.vendorMessageId}`;
  const isMessage = /^(?:user|anonymous)_send_/.test(name) && message?.msg_id !== undefined;
  const id = isMessage ? message.msg_id : hashOf(event);
  return index === 0 ? `${id}` : `${id}#${index + 1}`;
}

function hashOf(event: ZaloEvent): string {
  const { event_name, timestamp, sender, recipient, follower, user_id, message, tag, template_id } = event;
  const parties = [sender?.id, recipient?.id, follower?.id, user_id];
  const parts = [event_name, timestamp, ...parties, message?.msg_id, tag?.name, template_id];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Whichever of the people in the event is not the account itself; the account when there is nobody else. */
function userOf(event: ZaloEvent, { oaId, ids }: InboundContext): string {
  const { event_name: name, sender, recipient, follower, user_id, message, conversation_id } = event;
  const people = [sender?.id, recipient?.id, follower?.id, user_id];
  const found = people.find((id) => id !== undefined && id !== oaId);
  if (found === undefined) return `oa:${oaId}`;
  if (name.includes('anonymous_')) return anonymousUser(found, message?.conversation_id ?? conversation_id);
  return looksLikePhone(found) ? phoneUser(normalisePhone(found) ?? found, ids) : found;
}

/** Milliseconds, within what a Date can hold. */
function timeOf({ timestamp }: ZaloEvent): number | undefined {
  const at = Number(timestamp);
  return Number.isInteger(at) && at >= 0 && at <= 8e15 ? at : undefined;
}
