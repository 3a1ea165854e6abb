import type { Choice, Link } from '../../core/message.ts';
import type { OutboundMessage } from '../channel.ts';
import { telegramCapabilities } from './capabilities.ts';

/** What the button that shares a place or a phone number says; from `content/`. */
export interface RequestLabels {
  readonly location: string;
  readonly contact: string;
}

type InlineButton = { text: string; callback_data: string } | { text: string; url: string };
type ReplyButton = { text: string; request_location?: true; request_contact?: true };
type Markup =
  | { inline_keyboard: InlineButton[][] }
  | { keyboard: ReplyButton[][]; one_time_keyboard: true; resize_keyboard: true }
  | { remove_keyboard: true };

/** https://core.telegram.org/bots/api#sendmessage. Plain text: nothing a citizen typed can turn into markup. */
export interface SendMessage {
  readonly chat_id: number | string;
  readonly text: string;
  readonly link_preview_options: { is_disabled: true };
  readonly reply_markup: Markup;
}

export function toSendMessage(message: OutboundMessage, labels: RequestLabels): SendMessage {
  return {
    chat_id: chatId(message.to),
    text: message.request ? withLinks(message) : message.text,
    link_preview_options: { is_disabled: true },
    reply_markup: markup(message, labels),
  };
}

/** A message that the vendor would refuse anyway; the words name the limit, never the content. */
export function limitBroken(message: OutboundMessage): string | undefined {
  const { maxTextChars, maxButtons, maxButtonIdBytes } = telegramCapabilities;
  const { text, buttons, linkButtons } = message;
  if (text.trim() === '') return 'text_empty';
  if ((message.request ? withLinks(message) : text).length > maxTextChars) return 'text_too_long';
  if (buttons.length + linkButtons.length > maxButtons) return 'too_many_buttons';
  if (buttons.some(({ id }) => id === '' || Buffer.byteLength(id) > maxButtonIdBytes))
    return 'button_id_length';
  if ([...buttons, ...linkButtons].some(({ label }) => label.trim() === '')) return 'button_label_empty';
  return undefined;
}

/**
 * A message carries one keyboard. The kind that asks for a place or a phone cannot carry ids, so a choice
 * there comes back as its typed label. Without any button an unused keyboard of ours is taken away.
 */
function markup(message: OutboundMessage, labels: RequestLabels): Markup {
  const { request, buttons, linkButtons } = message;
  if (request) {
    const ask: ReplyButton = { text: labels[request], [`request_${request}` as const]: true };
    const keyboard = [[ask], ...inRows(buttons).map((row) => row.map(({ label }) => ({ text: label })))];
    return { keyboard, one_time_keyboard: true, resize_keyboard: true };
  }
  if (buttons.length + linkButtons.length === 0) return { remove_keyboard: true };
  const choices = inRows(buttons).map((row) =>
    row.map(({ id, label }) => ({ text: label, callback_data: id })),
  );
  const links = linkButtons.map(({ label, url }) => [{ text: label, url }]);
  return { inline_keyboard: [...choices, ...links] };
}

function withLinks({ text, linkButtons }: OutboundMessage): string {
  const line = ({ label, url }: Link) => `${label}: ${url}`;
  return [text, ...linkButtons.map(line)].join('\n');
}

/** Two labels of this length fit side by side on a phone 360 px wide. */
const halfRowChars = 14;

function inRows(choices: readonly Choice[]): Choice[][] {
  const rows: Choice[][] = [];
  const isShort = ({ label }: Choice) => label.length <= halfRowChars;
  for (const choice of choices) {
    const last = rows.at(-1);
    if (last?.length === 1 && [...last, choice].every(isShort)) last.push(choice);
    else rows.push([choice]);
  }
  return rows;
}

const chatId = (to: string) => (/^-?\d{1,15}$/.test(to) ? Number(to) : to);
