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
  /** Takes entries in from anywhere, any number of times; true when something was new. */
  take(entries: readonly ConversationEntry[]): boolean;
  has(key: string): boolean;
  /** Everything in order: what is stored by its time, then what is not sent yet. */
  lines(pending: readonly PendingEntry[]): Line[];
  /** The bookmark for the stream. */
  lastWardId(): number;
  isEmpty(): boolean;
  isAnsweredSince(at: number): boolean;
}

/** Ward ids are numbers and citizens' ids are UUIDs, so one never hides the other. */
export const keyOf = (line: Line): string => (line.from === 'ward' ? `w${line.id}` : `c${line.id}`);

export function createConversation(): Conversation {
  const stored = new Map<string, ConversationEntry>();
  let last = 0;
  return {
    take(entries) {
      let isNew = false;
      for (const entry of entries) {
        isNew = isNew || !stored.has(keyOf(entry));
        stored.set(keyOf(entry), entry);
        if (entry.from === 'ward') last = Math.max(last, entry.id);
      }
      return isNew;
    },
    has: (key) => stored.has(key),
    lines: (pending) => [
      ...[...stored.values()].sort(byTime),
      ...pending.filter((entry) => entry.content.kind !== 'start' && !stored.has(keyOf(entry))),
    ],
    lastWardId: () => last,
    isEmpty: () => stored.size === 0,
    isAnsweredSince: (at) => [...stored.values()].some((entry) => entry.from === 'ward' && entry.at >= at),
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
