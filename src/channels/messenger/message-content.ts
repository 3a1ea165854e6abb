import type { InboundContent } from '../../core/message.ts';
import { storableText } from '../shared/storable-text.ts';
import { unknown } from './event-parts.ts';
import { Attachment, type Message } from './schema.ts';

/** What a citizen's message holds: one content for each picture or file, the words with the first of them. */
export function messageContents(message: Message): readonly InboundContent[] {
  const text = storableText(message.text ?? '');
  const payload = storableText(message.quick_reply?.payload ?? '');
  if (payload !== '') return [{ kind: 'choice', choiceId: payload, ...(text !== '' && { label: text }) }];
  const contents = message.attachments.map(attachmentContent);
  if (text === '') return contents.length > 0 ? atMostOneUnknown(contents) : [unknown('message', true)];
  return withWords(
    text,
    contents.filter(({ kind }) => kind !== 'unknown'),
  );
}

/** A shared link or post is told by its words; without any, one polite answer is enough. */
function atMostOneUnknown(contents: readonly InboundContent[]): readonly InboundContent[] {
  const known = contents.filter(({ kind }) => kind !== 'unknown');
  return known.length > 0 ? known : contents.slice(0, 1);
}

function withWords(text: string, contents: readonly InboundContent[]): readonly InboundContent[] {
  const at = contents.findIndex(({ kind }) => kind === 'photo' || kind === 'file');
  if (at < 0) return [{ kind: 'text', text }, ...contents];
  return contents.map((content, index) => (index === at ? { ...content, caption: text } : content));
}

function attachmentContent(raw: unknown): InboundContent {
  const parsed = Attachment.safeParse(raw);
  if (!parsed.success) return unknown('attachment', true);
  const { type, payload } = parsed.data;
  const isSticker = type === 'sticker' || (type === 'image' && payload?.sticker_id !== undefined);
  if (isSticker) return { kind: 'sticker' };
  if (type === 'audio') return { kind: 'voice' };
  if (type === 'location' && payload?.coordinates) {
    const { lat: latitude, long: longitude } = payload.coordinates;
    return { kind: 'location', latitude, longitude };
  }
  const kind = fileKinds.get(type);
  if (!kind || !payload?.url) return unknown(type, true);
  return { kind, file: { id: storableText(payload.url) } };
}

const fileKinds: ReadonlyMap<string, 'photo' | 'file'> = new Map([
  ['image', 'photo'],
  ['video', 'file'],
  ['file', 'file'],
]);
