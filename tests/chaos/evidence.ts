import type { Delivered, EventLog } from '../support/vendor/stand-in.ts';
import type { Books, CaseRow, EventRow, MessageRow } from './books.ts';
import type { Citizen } from './scripts.ts';
import { type Channel, channels, type Vendors } from './vendors.ts';

/** What both sides say about everybody. */
export interface Evidence {
  readonly books: Books;
  readonly logs: Readonly<Record<Channel, readonly EventLog[]>>;
  readonly delivered: Readonly<Record<Channel, readonly Delivered[]>>;
}

/** What both sides say about one citizen, each in its order. */
export interface CitizenFile {
  readonly citizen: Citizen;
  /** Ids of what the citizen did. */
  readonly acts: readonly string[];
  readonly events: readonly EventRow[];
  readonly rows: readonly MessageRow[];
  readonly delivered: readonly Delivered[];
  readonly cases: readonly CaseRow[];
}

export async function gather(vendors: Vendors, books: Books): Promise<Evidence> {
  const ofEach = async <T>(ask: (channel: Channel) => Promise<T>): Promise<Record<Channel, T>> =>
    Object.fromEntries(
      await Promise.all(channels.map(async (channel) => [channel, await ask(channel)] as const)),
    ) as Record<Channel, T>;
  return {
    books,
    logs: await ofEach((channel) => vendors[channel].events()),
    delivered: await ofEach((channel) => vendors[channel].deliveredAfter(0)),
  };
}

/**
 * The database may not know a citizen by the id that the platform uses, so the two are joined by the ids of
 * events. Nobody may be behind two conversations, nor two people behind one.
 */
export function fileOf(citizen: Citizen, { books, logs, delivered }: Evidence): CitizenFile {
  const { channel, userId } = citizen;
  const acts = logs[channel].filter((log) => log.userId === userId).map(({ eventId }) => eventId);
  const known = new Set(acts);
  const events = books.events.filter((event) => event.channel === channel && known.has(event.eventId));
  const names = new Set(events.map(({ externalId }) => externalId));
  return {
    citizen,
    acts,
    events,
    rows: books.messages.filter((row) => row.channel === channel && names.has(row.externalId)),
    delivered: delivered[channel].filter((one) => one.userId === userId),
    cases: books.cases.filter((row) => row.channel === channel && names.has(row.externalId)),
  };
}
