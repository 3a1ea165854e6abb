import { numberedList, packLines, withPlainLinks } from '../../core/numbered-list.ts';
import type { OutboundMessage } from '../channel.ts';
import { zaloOaCapabilities } from './capabilities.ts';
import type { CsMessage, ZaloButton } from './client/messages.ts';

/** What a button's payload begins with: a press comes back as a text, and a citizen's own text has no such start. */
export const choicePrefix = '#gd:';

/** The vendor counts composed letters. */
export function normalised(message: OutboundMessage): OutboundMessage {
  const composed = <T extends { readonly label: string }>(item: T): T => ({
    ...item,
    label: item.label.normalize('NFC'),
  });
  return {
    ...message,
    text: message.text.normalize('NFC'),
    buttons: message.buttons.map(composed),
    linkButtons: message.linkButtons.map(composed),
  };
}

export const hasButtons = ({ buttons, linkButtons }: OutboundMessage): boolean =>
  buttons.length + linkButtons.length > 0;

export function withButtons(message: OutboundMessage): CsMessage {
  const { text, buttons, linkButtons } = message;
  if (!hasButtons(message)) return { text };
  const choices = buttons.map(
    ({ id, label }): ZaloButton => ({ title: label, type: 'oa.query.hide', payload: choicePrefix + id }),
  );
  const links = linkButtons.map(
    ({ label, url }): ZaloButton => ({ title: label, type: 'oa.open.url', payload: { url } }),
  );
  return { text, attachment: { type: 'template', payload: { buttons: [...choices, ...links] } } };
}

/** The same without buttons: a numbered list and plain addresses, in as many texts as it takes. */
export function asTexts({ text, buttons, linkButtons }: OutboundMessage): string[] {
  const body = withPlainLinks(text, linkButtons, buttons.length > 0);
  const lines = [body, ...numberedList(buttons)].join('\n').split('\n');
  return packLines(lines, zaloOaCapabilities.maxTextChars)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The longest address that fits into a line of its own beside a label. */
const maxUrlChars = 1_000;

/** A message that the vendor would refuse anyway; the words name the limit, never the content. */
export function limitBroken({ text, buttons, linkButtons }: OutboundMessage): string | undefined {
  const { maxTextChars, maxButtons, maxButtonIdBytes, maxButtonLabelChars } = zaloOaCapabilities;
  const labels = [...buttons, ...linkButtons].map(({ label }) => label);
  if (text.trim() === '') return 'text_empty';
  if (text.length > maxTextChars) return 'text_too_long';
  if (labels.length > maxButtons) return 'too_many_buttons';
  if (labels.some((label) => label.trim() === '')) return 'button_label_empty';
  if (labels.some((label) => label.length > maxButtonLabelChars)) return 'button_label_too_long';
  if (buttons.some(({ id }) => id === '' || Buffer.byteLength(id) > maxButtonIdBytes))
    return 'button_id_length';
  if (linkButtons.some(({ url }) => url.length > maxUrlChars)) return 'link_too_long';
  return undefined;
}
