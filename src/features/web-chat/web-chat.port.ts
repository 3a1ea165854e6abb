import type { HistoryPage, WardEntry } from '../../contracts/web-chat.ts';
import type { FileRef, InboundEvent } from '../../core/message.ts';

/**
 * What the web chat needs of the house, for one ward's web-chat account.
 * `tests/contracts/web-chat-port.contract.ts` states the behaviour; every implementation passes it.
 * Every promise may reject when storage is out of reach: the page then tries again.
 */
export interface WebChatPort {
  /** Resolves when the events are safely stored; an `eventId` already known is a no-op. */
  accept(events: readonly InboundEvent[]): Promise<void>;

  /**
   * Our messages to this citizen with an id above `afterId`, lowest first, at most `limit`.
   * The id is the reader's only bookmark, so a message must never appear below an id that this citizen
   * could already have read: give ids under the conversation's row lock, and show rows once committed.
   */
  outgoingAfter(externalId: string, afterId: number, limit: number): Promise<readonly WardEntry[]>;

  /**
   * The newest `limit` entries of both directions older than the cursor, oldest first.
   * Events without a face (`start`, receipts) are left out. `at` of both directions must come from one clock.
   */
  history(externalId: string, before: string | null, limit: number): Promise<HistoryPage>;

  /**
   * Calls `listener` whenever `outgoingAfter` may have something new, in any process of the house.
   * A signal without content: it may come too often, and a lost one costs at most one heartbeat (20 s).
   */
  subscribe(externalId: string, listener: () => void): () => void;

  /** Keeps a cleaned photo; the same `externalId` and `id` again give the same reference. */
  saveFile(file: NewPhoto): Promise<FileRef>;

  /** The photo, for the citizen who sent it only; null for everybody else. */
  readFile(externalId: string, fileId: string): Promise<StoredPhoto | null>;
}

/** A photo without metadata, re-encoded by us. */
export interface NewPhoto extends StoredPhoto {
  readonly externalId: string;
  /** The page's id of the message, the idempotency key. */
  readonly id: string;
}

export interface StoredPhoto {
  readonly mime: 'image/jpeg';
  readonly bytes: Buffer;
}
