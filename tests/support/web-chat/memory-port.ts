import { setImmediate } from 'node:timers';
import type { CitizenEntry, ConversationEntry, WardEntry } from '../../../src/contracts/web-chat.ts';
import type { InboundEvent } from '../../../src/core/message.ts';
import type { NewPhoto, WebChatPort } from '../../../src/features/web-chat/index.ts';

/** What the ward says to one citizen. */
export type Said = Pick<WardEntry, 'text'> & Partial<Pick<WardEntry, 'choices' | 'links' | 'request'>>;

export interface MemoryPort extends WebChatPort {
  /** Says something out of turn, as an officer or a broadcast does. */
  say(externalId: string, message: Said): void;
  /** Everything accepted so far, in order. */
  readonly events: readonly InboundEvent[];
}

/** The port without a database; answers through `bot` after the event is stored, as the lanes do. */
export function createMemoryPort(bot: (event: InboundEvent) => Said | null = () => null): MemoryPort {
  const events: InboundEvent[] = [];
  const entries = new Map<string, ConversationEntry[]>();
  const photos = new Map<string, NewPhoto>();
  const listeners = new Map<string, Set<() => void>>();
  let lastId = 0;

  const entriesOf = (externalId: string) => {
    const known = entries.get(externalId) ?? [];
    entries.set(externalId, known);
    return known;
  };

  function say(externalId: string, message: Said): void {
    lastId += 1;
    const at = Date.now();
    const entry: WardEntry = { choices: [], links: [], ...message, from: 'ward', id: lastId, at };
    entriesOf(externalId).push(entry);
    for (const listener of listeners.get(externalId) ?? []) listener();
  }

  function take(event: InboundEvent): void {
    if (events.some((known) => known.eventId === event.eventId)) return;
    events.push(event);
    const entry = citizenEntry(event);
    if (entry) entriesOf(event.userId).push(entry);
    setImmediate(() => {
      const answer = bot(event);
      if (answer) say(event.userId, answer);
    });
  }

  return {
    events,
    say,
    accept: async (arrived) => arrived.forEach(take),
    outgoingAfter: async (externalId, afterId, limit) =>
      entriesOf(externalId)
        .filter((entry) => entry.from === 'ward')
        .filter((entry) => entry.id > afterId)
        .slice(0, limit),
    history: async (externalId, before, limit) => {
      const older = entriesOf(externalId).slice(0, before === null ? undefined : Number(before));
      const start = Math.max(0, older.length - limit);
      return { entries: older.slice(start), before: start > 0 ? String(start) : null };
    },
    subscribe: (externalId, listener) => {
      const own = listeners.get(externalId) ?? new Set();
      listeners.set(externalId, own.add(listener));
      return () => own.delete(listener);
    },
    saveFile: async (photo) => {
      const id = `${photo.externalId.slice(0, 8)}-${photo.id}`;
      photos.set(id, photo);
      return { id, mime: photo.mime, bytes: photo.bytes.length };
    },
    readFile: async (externalId, fileId) => {
      const photo = photos.get(fileId);
      return photo?.externalId === externalId ? { mime: photo.mime, bytes: photo.bytes } : null;
    },
  };
}

function citizenEntry({ eventId: id, at, content }: InboundEvent): CitizenEntry | null {
  if (content.kind === 'photo') {
    return { from: 'citizen', id, at, content: { kind: 'photo', fileId: content.file.id } };
  }
  if (content.kind === 'text' || content.kind === 'choice' || content.kind === 'location') {
    return { from: 'citizen', id, at, content };
  }
  return null;
}
