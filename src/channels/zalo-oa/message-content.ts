import type { FileRef, InboundContent } from '../../core/message.ts';
import { normalisePhone } from '../../core/phone.ts';
import { vendorWord } from '../shared/vendor-word.ts';
import { choicePrefix } from './outbound.ts';
import { parseJson } from './parse-json.ts';
import { type Attachment, type Coordinates, type Message, UserInfo } from './schema.ts';

type Contents = readonly InboundContent[];
type Reader = (message: Message) => Contents;

/** By the last word of `user_send_…` and `anonymous_send_…`. */
const readers = new Map<string, Reader>([
  ['text', ({ text }) => (text === undefined ? [] : [textContent(text)])],
  ['image', (message) => filesOf(message, 'photo')],
  ['file', (message) => filesOf(message, 'file')],
  ['video', (message) => filesOf(message, 'file')],
  ['link', linkContent],
  ['audio', () => [{ kind: 'voice' }]],
  ['sticker', () => [{ kind: 'sticker' }]],
  // An animation says as much as a sticker.
  ['gif', () => [{ kind: 'sticker' }]],
  ['location', locationContent],
]);

/** What a person sent; empty when we cannot read it. */
export const messageContents = (kind: string, message: Message | undefined): Contents =>
  (message && readers.get(kind)?.(message)) ?? [];

export const unknown = (vendorType: string, expectsAnswer = false): InboundContent => ({
  kind: 'unknown',
  vendorType: vendorWord(vendorType),
  expectsAnswer,
});

/** A pressed button comes back as a text; so, at times, does a form that was filled in. */
function textContent(text: string): InboundContent {
  if (text.startsWith(choicePrefix) && text.length > choicePrefix.length) {
    return { kind: 'choice', choiceId: text.slice(choicePrefix.length) };
  }
  const phone = phoneInJson(text);
  // Anybody can type this, so nobody vouches for the number.
  return phone === undefined ? { kind: 'text', text } : { kind: 'contact', phone, own: false };
}

/** The number in a form's JSON. */
export function phoneInJson(text: string | undefined): string | undefined {
  if (!text?.trimStart().startsWith('{')) return undefined;
  const json = parseJson(text);
  const info = UserInfo.safeParse(json);
  const nested = UserInfo.safeParse((json as { info?: unknown } | undefined)?.info);
  const written = [info, nested].find(({ success }) => success)?.data?.phone;
  return written === undefined ? undefined : normalisePhone(written);
}

/** A picture's words go with the first one. */
function filesOf({ text, attachments }: Message, kind: 'photo' | 'file'): Contents {
  const files = attachments.map(fileRef).filter((file) => file !== undefined);
  return files.map((file, at) => ({ kind, file, ...(at === 0 && text?.trim() && { caption: text }) }));
}

function fileRef({ payload: { url, name, size } }: Attachment): FileRef | undefined {
  if (!url) return undefined;
  return { id: url, ...(name && { name }), ...(size !== undefined && size >= 0 && { bytes: size }) };
}

function linkContent({ text, attachments }: Message): Contents {
  const { url, title, description } = attachments[0]?.payload ?? {};
  const parts = [text, title ?? description, url].filter((part) => part?.trim());
  return parts.length === 0 ? [] : [{ kind: 'text', text: [...new Set(parts)].join('\n') }];
}

function locationContent({ attachments, location }: Message): Contents {
  const place = attachments[0]?.payload.coordinates ?? location;
  const found = place && pointOf(place);
  return found ? [{ kind: 'location', ...found }] : [];
}

function pointOf({ latitude, longitude, lat, long, lng }: Coordinates) {
  const [north, east] = [latitude ?? lat, longitude ?? long ?? lng];
  if (north === undefined || east === undefined) return undefined;
  if (Math.abs(north) > 90 || Math.abs(east) > 180) return undefined;
  return { latitude: north, longitude: east };
}
