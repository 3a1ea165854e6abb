import type { Database } from '../../src/store/database.ts';
import type { Delivered } from '../support/stand-in-telegram.ts';
import type { Citizen } from './scripts.ts';

/** What the database says after everything has settled. */
export interface Books {
  readonly events: readonly EventRow[];
  readonly messages: readonly MessageRow[];
}

export interface EventRow {
  readonly id: number;
  readonly updateId: number;
  readonly chatId: number;
  readonly state: string;
}

export interface MessageRow {
  readonly id: number;
  readonly chatId: number;
  readonly eventId: number;
  readonly state: string;
  readonly text: string;
  readonly vendorId: number | null;
}

export async function readBooks(db: Database): Promise<Books> {
  const events = await db.systemQuery<EventRow & Record<string, unknown>>(
    `select e.id::int, e.event_id::bigint::int as "updateId", e.external_id::bigint::int as "chatId", e.state
     from inbound_event e join channel_account a on a.id = e.account_id where a.channel = 'telegram' order by e.id`,
  );
  const messages = await db.systemQuery<MessageRow & Record<string, unknown>>(
    `select m.id::int, i.external_id::bigint::int as "chatId", m.inbound_event_id::int as "eventId", m.state,
            m.body->>'text' as text, m.vendor_message_id::int as "vendorId"
     from message m join identity i on i.id = m.conversation_id
     join channel_account a on a.id = m.account_id where a.channel = 'telegram' order by m.id`,
  );
  return { events, messages };
}

/** What every line of every script is answered when nothing is killed: texts in order, per script. */
export type Calm = ReadonlyMap<number, readonly string[]>;

export interface Case {
  readonly citizens: readonly Citizen[];
  /** Updates of each chat in the order in which the citizen made them. */
  readonly updatesOf: ReadonlyMap<number, readonly number[]>;
  readonly delivered: readonly Delivered[];
  readonly books: Books;
  readonly calm: Calm;
}

export interface Verdict {
  readonly citizenMessages: number;
  readonly answers: number;
  /** Not stored, not handled, not answered, or the answer given up. */
  readonly lost: string[];
  readonly answeredTwice: string[];
  readonly stuck: string[];
  readonly outOfOrder: string[];
  /** Rows whose fate nobody knows, and how many of those did arrive. */
  readonly unknown: number;
  readonly unknownArrived: number;
}

export function judge(trial: Case): Verdict {
  const verdict: Verdict = {
    citizenMessages: [...trial.updatesOf.values()].flat().length,
    answers: trial.delivered.length,
    lost: [],
    answeredTwice: [],
    stuck: trial.books.messages
      .filter(({ state }) => ['created', 'sending', 'temporary_failure'].includes(state))
      .map(({ id, chatId, state }) => `message ${id} of chat ${chatId} is ${state}`),
    outOfOrder: [],
    unknown: trial.books.messages.filter(({ state }) => state === 'unknown').length,
    unknownArrived: 0,
  };
  const arrived = { count: 0 };
  for (const citizen of trial.citizens) judgeCitizen(trial, citizen, verdict, arrived);
  return { ...verdict, unknownArrived: arrived.count };
}

function judgeCitizen(
  trial: Case,
  { chatId, script }: Citizen,
  verdict: Verdict,
  arrived: { count: number },
) {
  const events = trial.books.events.filter((event) => event.chatId === chatId);
  const rows = trial.books.messages.filter((row) => row.chatId === chatId);
  const delivered = trial.delivered.filter((one) => one.chatId === chatId);
  judgeEvents(trial.updatesOf.get(chatId) ?? [], events, rows, verdict, chatId);
  judgeWords(trial.calm.get(script) ?? [], rows, verdict, chatId);
  arrived.count += judgeDeliveries(rows, delivered, verdict, chatId);
}

function judgeEvents(
  updates: readonly number[],
  events: readonly EventRow[],
  rows: readonly MessageRow[],
  verdict: Verdict,
  chatId: number,
): void {
  const stored = events.map(({ updateId }) => updateId);
  for (const update of updates) {
    const event = events.find(({ updateId }) => updateId === update);
    if (!event) verdict.lost.push(`chat ${chatId}: update ${update} was never stored`);
    else if (event.state === 'pending') verdict.stuck.push(`chat ${chatId}: event ${event.id} is pending`);
    else if (event.state === 'dead') verdict.lost.push(`chat ${chatId}: event ${event.id} is dead`);
    else if (!rows.some(({ eventId }) => eventId === event.id))
      verdict.lost.push(`chat ${chatId}: event ${event.id} has no answer`);
  }
  if (stored.join() !== updates.filter((update) => stored.includes(update)).join())
    verdict.outOfOrder.push(`chat ${chatId}: updates were stored in another order`);
  const answered = rows.map(({ eventId }) => eventId);
  if (answered.some((event, index) => index > 0 && event < (answered[index - 1] ?? 0)))
    verdict.outOfOrder.push(`chat ${chatId}: events were answered in another order`);
}

/** The same lines in the same order are answered the same, whatever was killed in between. */
function judgeWords(
  calm: readonly string[],
  rows: readonly MessageRow[],
  verdict: Verdict,
  chatId: number,
): void {
  const said = rows.map(({ text }) => nameless(text));
  const differs = calm.findIndex((text, index) => said[index] !== text);
  if (differs >= 0 && differs < said.length)
    verdict.outOfOrder.push(`chat ${chatId}: answer ${differs + 1} is not the one of a calm day`);
  if (said.length < calm.length)
    verdict.lost.push(`chat ${chatId}: ${calm.length - said.length} answers are missing`);
  if (said.length > calm.length)
    verdict.answeredTwice.push(`chat ${chatId}: ${said.length - calm.length} answers too many`);
}

/** Compares the outbox with what the platform really has. Returns how many `unknown` rows had arrived. */
function judgeDeliveries(
  rows: readonly MessageRow[],
  delivered: readonly Delivered[],
  verdict: Verdict,
  chatId: number,
): number {
  const known = new Map(rows.flatMap((row) => (row.vendorId === null ? [] : [[row.vendorId, row] as const])));
  for (const row of rows) {
    if (row.state === 'permanent_failure' || row.state === 'technical_failure')
      verdict.lost.push(`chat ${chatId}: answer ${row.id} was given up (${row.state})`);
    if (row.vendorId !== null && !delivered.some(({ messageId }) => messageId === row.vendorId))
      verdict.lost.push(`chat ${chatId}: answer ${row.id} is said to be sent and did not arrive`);
  }
  const open = rows.filter(({ state }) => state === 'unknown');
  const places: number[] = [];
  let arrived = 0;
  for (const one of delivered) {
    const last = places.at(-1) ?? 0;
    // Some answers are worded alike: the first open one after the last delivery fits if any does.
    const row =
      known.get(one.messageId) ??
      takeFirst(open, ({ id, text }) => id > last && text === one.text) ??
      takeFirst(open, ({ text }) => text === one.text);
    if (!row) verdict.answeredTwice.push(`chat ${chatId}: delivery ${one.messageId} belongs to no row`);
    else places.push(row.id);
    if (row && row.vendorId === null) arrived += 1;
  }
  if (places.some((place, index) => index > 0 && place <= (places[index - 1] ?? 0)))
    verdict.outOfOrder.push(`chat ${chatId}: answers arrived in another order`);
  return arrived;
}

function takeFirst<T>(items: T[], matches: (item: T) => boolean): T | undefined {
  const index = items.findIndex(matches);
  return index < 0 ? undefined : items.splice(index, 1)[0];
}

/** Citizens differ by the number in their names. */
export const nameless = (text: string): string => text.replaceAll(/Công dân \d+/g, 'Công dân');
