import type { Capabilities } from '../../../channels/channel.ts';
import type { Choice, Link, SpokenMessage } from '../../../core/message.ts';
import { numberedList, packLines, withPlainLinks } from '../../../core/numbered-list.ts';
import { splitText } from './split-text.ts';

/** One message as it goes to a channel, within its limits. */
export interface RenderedMessage {
  readonly text: string;
  readonly buttons: readonly Choice[];
  readonly linkButtons: readonly Link[];
  readonly request?: 'location' | 'contact';
}

/**
 * Fits a spoken message to what a channel can show: buttons where they fit, else a numbered list in the text;
 * link buttons, else plain addresses; long texts in several messages, the choices always with the last.
 */
export function renderMessage(message: SpokenMessage, capabilities: Capabilities): RenderedMessage[] {
  const choices = message.choices.map(({ id, label }) => ({ id, label: tidy(label) || id }));
  const links = (message.links ?? []).map(({ label, url }) => ({ label: tidy(label), url: tidy(url) }));
  const asLinkButtons = links.length > 0 && fitLinks(links, capabilities);
  const room = capabilities.maxButtons - (asLinkButtons ? links.length : 0);
  const { maxTextChars } = capabilities;
  const words = capabilities.maxTextsPerAnswer === null ? message.text : (message.brief ?? message.text);
  const body = withPlainLinks(tidy(words), asLinkButtons ? [] : links, choices.length > 0);
  const asButtons = choices.length > 0 && body !== '' && fitButtons(choices, room, capabilities);
  const list = asButtons ? [] : numberedList(choices);
  const texts = joinList(splitBody(body, list, capabilities), list, maxTextChars);
  if (texts.length === 0 && asLinkButtons)
    return renderMessage(message, { ...capabilities, linkButtons: false });
  const last = texts.length - 1;
  return texts.map((text, at) => ({
    text,
    buttons: asButtons && at === last ? choices : [],
    linkButtons: asLinkButtons && at === last ? links : [],
    ...(at === last ? requestOf(message, capabilities) : {}),
  }));
}

/** Where every piece costs money the text is cut, so that with its choices it stays one piece if it can. */
function splitBody(body: string, list: readonly string[], limits: Capabilities): string[] {
  const { maxTextChars, maxTextsPerAnswer } = limits;
  const whole = splitText(body, maxTextChars);
  if (maxTextsPerAnswer === null) return whole;
  const listChars = list.join('\n').length + 1;
  const isRoomy = list.length > 0 && listChars <= maxTextChars / 2;
  const room = isRoomy && maxTextsPerAnswer === 1 ? maxTextChars - listChars : maxTextChars;
  if (whole.length <= maxTextsPerAnswer && body.length <= room * maxTextsPerAnswer) return whole;
  const kept = splitText(body, room - cutMark.length).slice(0, maxTextsPerAnswer);
  return kept.map((text, at) => (at === kept.length - 1 ? text + cutMark : text));
}

const cutMark = ' ...';

function fitButtons(choices: readonly Choice[], room: number, limits: Capabilities): boolean {
  return (
    choices.length <= room &&
    choices.every(
      ({ id, label }) =>
        label.length <= limits.maxButtonLabelChars && Buffer.byteLength(id) <= limits.maxButtonIdBytes,
    )
  );
}

function fitLinks(links: readonly Link[], limits: Capabilities): boolean {
  return (
    limits.linkButtons &&
    links.length <= limits.maxButtons &&
    links.every(({ label, url }) => label !== '' && label.length <= limits.maxButtonLabelChars && isWeb(url))
  );
}

const isWeb = (url: string): boolean => /^https:\/\/\S+$/.test(url);

/** The list stays whole and with the end of the text where it fits; else it has messages of its own. */
function joinList(texts: string[], list: readonly string[], limit: number): string[] {
  if (list.length === 0) return texts;
  const block = list.join('\n');
  const end = texts.at(-1);
  const together = end === undefined ? block : `${end}\n${block}`;
  if (together.length <= limit) return [...texts.slice(0, -1), together];
  if (block.length <= limit) return [...texts, block];
  const lines = list.flatMap((line) => splitText(line, limit));
  return [...texts, ...packLines(lines, limit)];
}

function requestOf(message: SpokenMessage, limits: Capabilities): Pick<RenderedMessage, 'request'> {
  const { request } = message;
  if (request === 'location' && limits.requestsLocation) return { request };
  if (request === 'contact' && limits.requestsContact) return { request };
  return {};
}

/** What no platform takes. */
const control = /(?![\n\t])\p{Cc}|\p{Cs}/gu;

const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').replace(control, '').trim();
