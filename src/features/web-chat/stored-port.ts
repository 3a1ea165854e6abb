import { createHash } from 'node:crypto';
import type { CitizenEntry, ConversationEntry, WardEntry } from '../../contracts/web-chat.ts';
import type { InboundContent } from '../../core/message.ts';
import type { Database } from '../../store/database.ts';
import type { Intake, ReceivingAccount } from '../conversations/index.ts';
import type { MessageBody } from '../deliveries/index.ts';
import type { WebChatPort } from './web-chat.port.ts';
import { type HistoryRow, insertPhoto, readHistory, readOutgoing, readPhoto } from './web-chat.repo.ts';

export interface StoredPortDeps {
  readonly db: Database;
  readonly intake: Intake;
  readonly account: ReceivingAccount;
  /** Calls back when another process, or this one, has something new for the citizen. */
  readonly signals: WebChatSignals;
}

/** Wake-ups of open pages, by external id. */
export interface WebChatSignals {
  subscribe(externalId: string, listener: () => void): () => void;
  emit(externalId: string): void;
}

export function createWebChatSignals(): WebChatSignals {
  const listeners = new Map<string, Set<() => void>>();
  return {
    subscribe(externalId, listener) {
      const own = listeners.get(externalId) ?? new Set();
      listeners.set(externalId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(externalId);
      };
    },
    emit(externalId) {
      for (const listener of listeners.get(externalId) ?? []) listener();
    },
  };
}

/** The web chat on PostgreSQL: rows are the conversation, signals only say that there is something new. */
export function createStoredPort({ db, intake, account, signals }: StoredPortDeps): WebChatPort {
  const { wardId, id: accountId } = account;
  return {
    accept: (events) => intake.accept(account, events),
    outgoingAfter: async (externalId, afterId, limit) => {
      const rows = await db.forWard(wardId, (tx) => readOutgoing(tx, accountId, externalId, afterId, limit));
      return rows.map((row) => wardEntry(row.id, row.at.getTime(), row.body));
    },
    history: async (externalId, before, limit) => {
      const cursor = before === null ? null : parseCursor(before);
      const rows = await db.forWard(wardId, (tx) =>
        readHistory(tx, accountId, externalId, cursor, limit + 1),
      );
      const shown = rows.slice(0, limit);
      const oldest = shown.at(-1);
      return {
        entries: shown.reverse().map(toEntry),
        before: rows.length > limit && oldest ? cursorOf(oldest) : null,
      };
    },
    subscribe: signals.subscribe,
    saveFile: async (photo) => {
      const id = createHash('sha256')
        .update(`${accountId}/${photo.externalId}/${photo.id}`)
        .digest('base64url');
      const { externalId, mime, bytes: content } = photo;
      await db.forWard(wardId, (tx) => insertPhoto(tx, { id, accountId, externalId, mime, content }));
      return { id, mime, bytes: content.length };
    },
    readFile: async (externalId, fileId) => {
      const row = await db.forWard(wardId, (tx) => readPhoto(tx, fileId, accountId, externalId));
      return row ? { mime: 'image/jpeg', bytes: row.content } : null;
    },
  };
}

function toEntry(row: HistoryRow): ConversationEntry {
  const at = Math.floor(Number(row.moment) / 1000);
  if (row.body) return wardEntry(Number(row.id), at, row.body);
  return { from: 'citizen', id: row.eventId ?? row.id, at, content: shownContent(row.content) };
}

function shownContent(content: InboundContent | null): CitizenEntry['content'] {
  if (content?.kind === 'photo') return { kind: 'photo', fileId: content.file.id };
  if (content?.kind === 'text' || content?.kind === 'choice' || content?.kind === 'location') return content;
  return { kind: 'text', text: '' };
}

function wardEntry(id: number, at: number, body: MessageBody): WardEntry {
  return {
    from: 'ward',
    id,
    at,
    text: body.text,
    choices: [...body.buttons],
    links: [...body.linkButtons],
    ...(body.request === 'location' ? { request: body.request } : {}),
  };
}

const cursorOf = (row: HistoryRow): string => `${row.moment}.${row.direction}.${row.id}`;

/** A cursor that we did not make reads as "from the beginning of time": an empty page, not an error. */
function parseCursor(text: string): { moment: string; direction: string; id: string } {
  const [, moment, direction, id] = /^(\d{1,18})\.(in|out)\.(\d{1,18})$/.exec(text) ?? [];
  return moment && direction && id ? { moment, direction, id } : { moment: '0', direction: 'in', id: '0' };
}
