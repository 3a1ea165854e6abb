import type { AccountId, ConversationId, EventId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import type { ClaimedMessage } from './claims.repo.ts';
import {
  type EagerMessage,
  type InsertedMessage,
  insertStamped,
  type MessageBody,
  type NewMessage,
} from './outbox.repo.ts';

/** New messages on their way from a turn to the platform, without a detour by claiming. */
export interface Departure {
  /** Writes them in the turn's transaction, those that may go at once stamped as under way. */
  write(tx: WardTx): Promise<void>;
  /** After the commit: sends what is stamped. Returns when accounts have the rest to send. */
  go(): Due[];
  /** The transaction failed, as far as we know: nothing goes, and what was written after all waits again. */
  cancel(): void;
}

/** Milliseconds since the epoch at which an account has a message to send. */
export interface Due {
  readonly accountId: AccountId;
  readonly at: number;
}

/** Places of one account, taken from its bucket before the rows are written. */
export interface Places {
  readonly count: number;
  readonly gapMs: number;
  /** Sends these and gives back what is left. */
  launch(messages: readonly ClaimedMessage[]): void;
  /** Gives back everything; rows with these stamps, if they exist, wait again. */
  putBack(messages: readonly ClaimedMessage[]): void;
}

type Reserve = (account: AccountId, wanted: number) => Promise<Places | undefined>;

export async function prepareDeparture(
  messages: readonly NewMessage[],
  reserve: Reserve,
  now: number,
): Promise<Departure> {
  const places = new Map<AccountId, Places>();
  for (const account of new Set(messages.map(({ accountId }) => accountId))) {
    const ready = messages.filter(({ accountId, dueAt }) => accountId === account && dueAt.getTime() <= now);
    const reserved = ready.length > 0 ? await reserve(account, ready.length) : undefined;
    if (reserved) places.set(account, reserved);
  }
  const eager = chooseEager(messages, places, now);
  let stamped: ReadonlyMap<string, InsertedMessage> = new Map();
  const stampedOf = (account: AccountId): ClaimedMessage[] =>
    eager.filter(({ accountId }) => accountId === account).flatMap((message) => toClaimed(message, stamped));
  return {
    async write(tx) {
      const rows = messages.length > 0 ? await insertStamped(tx, eager) : [];
      stamped = new Map(rows.filter((row) => row.stamped).map((row) => [keyOf(row.eventId, row.seq), row]));
    },
    go() {
      for (const [account, { launch }] of places) launch(stampedOf(account));
      return dueOf(messages.filter(({ inboundEventId, seq }) => !stamped.has(keyOf(inboundEventId, seq))));
    },
    cancel() {
      for (const [account, { putBack }] of places) putBack(stampedOf(account));
    },
  };
}

/** As many as there are places; a chat with a speed limit of its own gets its first one only. */
function chooseEager(
  messages: readonly NewMessage[],
  places: ReadonlyMap<AccountId, Places>,
  now: number,
): EagerMessage[] {
  const left = new Map([...places].map(([account, { count }]) => [account, count]));
  const spokenTo = new Set<ConversationId>();
  return messages.map((message) => {
    const { accountId, conversationId } = message;
    const gapMs = places.get(accountId)?.gapMs ?? 0;
    const count = left.get(accountId) ?? 0;
    const waits =
      count === 0 ||
      message.purpose !== 'answer' ||
      message.dueAt.getTime() > now ||
      (gapMs > 0 && spokenTo.has(conversationId));
    spokenTo.add(conversationId);
    if (waits) return { ...message, gapMs: null };
    left.set(accountId, count - 1);
    return { ...message, gapMs };
  });
}

function toClaimed(message: EagerMessage, stamped: ReadonlyMap<string, InsertedMessage>): ClaimedMessage[] {
  const row = stamped.get(keyOf(message.inboundEventId, message.seq));
  if (!row) return [];
  const { conversationId, purpose, lastInteractionAt } = message;
  const { id, externalId, createdAt } = row;
  const body = JSON.parse(message.body) as MessageBody;
  // Only answers leave without a claim, and those ignore an opt-out.
  const rest = { purpose, lastInteractionAt, optedOut: false };
  return [{ id, conversationId, externalId, createdAt, attempts: 1, body, ...rest }];
}

function dueOf(messages: readonly NewMessage[]): Due[] {
  const moments = messages.map(({ accountId, dueAt }) => ({ accountId, at: dueAt.getTime() }));
  return [...new Map(moments.map((due) => [`${due.accountId}:${due.at}`, due])).values()];
}

const keyOf = (event: EventId | null, seq: number): string => `${event}:${seq}`;
