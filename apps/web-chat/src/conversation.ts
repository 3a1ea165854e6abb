import type {
  CitizenContent,
  CitizenEntry,
  ConversationEntry,
  WardEntry,
} from '../../../src/contracts/web-chat.ts';

/** What the citizen wrote and the server does not have yet; a photo is still the file on the phone. */
export interface PendingEntry {
  readonly from: 'pending';
  readonly id: string;
  readonly content: CitizenContent | { readonly kind: 'photo'; readonly photo: Blob };
  readonly createdAt: number;
  readonly state: PendingState;
  /** The API's code of the refusal, once it is final. */
  readonly code?: string;
}
export type PendingState = 'waiting' | 'sending' | 'failed' | 'refused';
export type Line = ConversationEntry | PendingEntry;

export interface Conversation {
  /** Takes in what the history says, any number of times: its times are the truth. */
  take(entries: readonly ConversationEntry[]): void;
  /** Takes in what the ward says now; false when it is known already. */
  hear(entry: WardEntry): boolean;
  /** What is known at this moment; ask before sending, for `accept`. */
  moment(): Moment;
  /** Takes in a message of the citizen that was accepted after `sentAt`; true when it is answered already. */
  accept(entry: CitizenEntry, sentAt: Moment): boolean;
  has(key: string): boolean;
  /** Everything in order: what is stored by its time, then what is not sent yet. */
  lines(pending: readonly PendingEntry[]): Line[];
  /** The bookmark for the stream. */
  lastWardId(): number;
  isEmpty(): boolean;
}

/** How far a conversation had come. */
export interface Moment {
  readonly at: number;
  readonly wardId: number;
}

/** Ward ids are numbers and citizens' ids are UUIDs, so one never hides the other. */
export const keyOf = (line: Line): string => (line.from === 'ward' ? `w${line.id}` : `c${line.id}`);

/**
 * The machine that takes a message in and the database that times the answers may differ by a second. What this
 * page saw happen in order therefore stays in order: an answer never stands above its question.
 */
export function createConversation(): Conversation {
  const stored = new Map<string, ConversationEntry>();
  let last = 0;
  const latestAt = () => Math.max(0, ...[...stored.values()].map(({ at }) => at));
  const keep = (entry: ConversationEntry) => {
    stored.set(keyOf(entry), entry);
    if (entry.from === 'ward') last = Math.max(last, entry.id);
  };
  return {
    take: (entries) => entries.forEach(keep),
    hear(entry) {
      if (stored.has(keyOf(entry))) return false;
      const isNewest = entry.id > last;
      keep(isNewest ? { ...entry, at: Math.max(entry.at, latestAt() + 1) } : entry);
      return true;
    },
    moment: () => ({ at: latestAt(), wardId: last }),
    accept(entry, sentAt) {
      const since = [...stored.values()].filter((known) => known.from === 'ward' && known.id > sentAt.wardId);
      const earliestAnswer = Math.min(...since.map(({ at }) => at));
      keep({ ...entry, at: Math.min(Math.max(entry.at, sentAt.at + 1), earliestAnswer) });
      return since.length > 0;
    },
    has: (key) => stored.has(key),
    lines: (pending) => [
      ...[...stored.values()].sort(byTime),
      ...pending.filter((entry) => entry.content.kind !== 'start' && !stored.has(keyOf(entry))),
    ],
    lastWardId: () => last,
    isEmpty: () => stored.size === 0,
  };
}

/** Equal times happen: a question comes before its answer, and the ward's messages follow their ids. */
function byTime(a: ConversationEntry, b: ConversationEntry): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.from === 'ward' && b.from === 'ward') return a.id - b.id;
  if (a.from === b.from) return 0;
  return a.from === 'citizen' ? -1 : 1;
}

/** The stored form of a message that was just accepted. */
export function acceptedEntry(
  { id, content }: PendingEntry,
  accepted: { readonly at: number; readonly fileId?: string },
): CitizenEntry | null {
  const base = { from: 'citizen', id, at: accepted.at } as const;
  if (content.kind === 'start') return null;
  if (content.kind !== 'photo') return { ...base, content };
  return { ...base, content: { kind: 'photo', fileId: accepted.fileId ?? '' } };
}

/** Which button of which message was pressed: a choice answers the nearest message above that offers it. */
export function pickedChoices(lines: readonly Line[]): Map<number, string> {
  const picked = new Map<number, string>();
  const offered: WardEntry[] = [];
  for (const line of lines) {
    if (line.from === 'ward') {
      if (line.choices.length > 0) offered.unshift(line);
    } else if (line.content.kind === 'choice') {
      const { choiceId } = line.content;
      const source = offered.find(({ choices }) => choices.some(({ id }) => id === choiceId));
      if (source) picked.set(source.id, choiceId);
    }
  }
  return picked;
}
