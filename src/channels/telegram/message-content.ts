import type { FileRef, InboundContent } from '../../core/message.ts';
import { storableText } from '../shared/storable-text.ts';
import { vendorWord } from '../shared/vendor-word.ts';
import { Keyboard, type Message, type VendorFile } from './schema.ts';

export function messageContent(message: Message, body: unknown): InboundContent {
  if (message.text !== undefined) return textContent(storableText(message.text));
  return attachment(message) ?? unknownMessage(body);
}

/** An animation carries a document too and a venue a location, so the order matters. */
function attachment(message: Message): InboundContent | undefined {
  const { photo, document, video, location, contact, from } = message;
  const largest = photo?.at(-1);
  if (largest) return { kind: 'photo', file: fileRef(largest), ...caption(message) };
  if (isPresent(message.sticker) || isPresent(message.animation)) return { kind: 'sticker' };
  if ([message.voice, message.audio, message.video_note].some(isPresent)) return { kind: 'voice' };
  const file = document ?? video;
  if (file) return { kind: 'file', file: fileRef(file), ...caption(message) };
  if (location) return { kind: 'location', latitude: location.latitude, longitude: location.longitude };
  if (!contact) return undefined;
  const own = contact.user_id !== undefined && contact.user_id === from?.id;
  return { kind: 'contact', phone: storableText(contact.phone_number), own };
}

/**
 * Of groups, answers to a bot's messages by a person: whose message it was shows when it is looked for. An anonymous
 * administrator writes as a bot: https://core.telegram.org/bots/api#message, `sender_chat`.
 */
export function groupContent({ reply_to_message: answered, from, text, caption }: Message): InboundContent {
  const words = storableText(text ?? caption ?? '').trim();
  if (!answered?.from?.is_bot || !from || from.is_bot || words === '') return notForUs('group_message');
  return { kind: 'group_reply', answers: String(answered.message_id), from: String(from.id), text: words };
}

/** https://core.telegram.org/bots/features#deep-linking: up to 64 of A-Z a-z 0-9 _ -. */
function textContent(text: string): InboundContent {
  const start = /^\/start(?:@\w+)?(?:\s+(\S+)|$)/.exec(text);
  if (!start) return { kind: 'text', text };
  const source = (start[1] ?? '').replace(/[^\w-]/g, '').slice(0, 64);
  return source === '' ? { kind: 'start' } : { kind: 'start', source };
}

/** A live location changes every few seconds; nobody waits for an answer to that. */
export function editedContent(message: Message): InboundContent {
  if (message.location) return notForUs('live_location');
  const text = message.text ?? message.caption;
  return text === undefined ? { kind: 'edited' } : { kind: 'edited', text: storableText(text) };
}

export function pressContent(data: string, markup: unknown): InboundContent {
  const choiceId = storableText(data);
  const keyboard = Keyboard.safeParse(markup);
  const buttons = keyboard.success ? keyboard.data.inline_keyboard.flat() : [];
  const label = buttons.find((button) => button.callback_data === data)?.text;
  return { kind: 'choice', choiceId, ...(label !== undefined && { label: storableText(label) }) };
}

/** What the app writes by itself into a private chat: nobody asked us anything. */
const serviceFields = new Set([
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'chat_background_set',
  'boost_added',
  'connected_website',
  'proximity_alert_triggered',
]);
/** Fields that accompany content; the one that remains names the content. */
const frameFields = new Set(
  `message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count sender_business_bot
   sender_tag date business_connection_id chat forward_origin is_topic_message is_automatic_forward
   reply_to_message external_reply quote reply_to_story reply_to_checklist_task_id via_bot edit_date
   has_protected_content is_from_offline is_paid_post media_group_id author_signature paid_star_count entities
   link_preview_options effect_id caption caption_entities show_caption_above_media has_media_spoiler
   reply_markup`.split(/\s+/),
);

function unknownMessage(body: unknown): InboundContent {
  const field = Object.keys(body ?? {}).find((key) => !frameFields.has(key)) ?? 'nothing';
  return { kind: 'unknown', vendorType: vendorWord(field), expectsAnswer: !serviceFields.has(field) };
}

export const notForUs = (vendorType: string): InboundContent => ({
  kind: 'unknown',
  vendorType,
  expectsAnswer: false,
});

const isPresent = (value: unknown) => value !== undefined;

function caption({ caption: text }: Message): { caption?: string } {
  return text === undefined ? {} : { caption: storableText(text) };
}

function fileRef(file: VendorFile): FileRef {
  return {
    id: storableText(file.file_id),
    ...(file.mime_type !== undefined && { mime: storableText(file.mime_type) }),
    ...(file.file_size !== undefined && { bytes: file.file_size }),
    ...(file.file_name !== undefined && { name: storableText(file.file_name) }),
  };
}
