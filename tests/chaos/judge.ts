import type { Delivered } from '../support/vendor/stand-in.ts';
import { align } from './align.ts';
import type { MessageRow } from './books.ts';
import { type Calm, type CalmScript, calmOf, nameless } from './calm.ts';
import type { CitizenFile } from './evidence.ts';
import { type Fault, isNews, judgeCases, type Kind, sameWords } from './judge-cases.ts';

export interface Verdict {
  readonly citizens: number;
  readonly citizenMessages: number;
  readonly answers: number;
  /** Not stored, not handled, not answered, or the answer given up. */
  readonly lost: readonly string[];
  readonly answeredTwice: readonly string[];
  readonly stuck: readonly string[];
  readonly outOfOrder: readonly string[];
  /** Rows whose fate nobody knows, and how many of those did arrive. */
  readonly unknown: number;
  readonly unknownArrived: number;
}

/** The verdict on one platform. */
export function judge(files: readonly CitizenFile[], calm: Calm): Verdict {
  const faults: Record<Kind, string[]> = { lost: [], answeredTwice: [], stuck: [], outOfOrder: [] };
  let unknownArrived = 0;
  for (const file of files) {
    const fault: Fault = (kind, what) => void faults[kind].push(`citizen ${file.citizen.userId}: ${what}`);
    const day = calmOf(calm, file.citizen);
    judgeEvents(file, fault);
    judgeRows(file, day, fault);
    judgeCases(file, fault);
    unknownArrived += judgeDeliveries(file, day, fault);
  }
  const count = (of: (file: CitizenFile) => number): number => files.reduce((sum, file) => sum + of(file), 0);
  return {
    ...faults,
    citizens: files.length,
    citizenMessages: count(({ acts }) => acts.length),
    answers: count(({ delivered }) => delivered.length),
    unknown: count(({ rows }) => rows.filter(isUnknown).length),
    unknownArrived,
  };
}

const isUnknown = ({ state }: MessageRow): boolean => state === 'unknown';
const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? number));

function judgeEvents({ acts, events, rows }: CitizenFile, fault: Fault): void {
  for (const act of acts) {
    const event = events.find(({ eventId }) => eventId === act);
    if (!event) fault('lost', `${act} was never stored`);
    else if (event.state === 'pending') fault('stuck', `event ${event.id} is pending`);
    else if (event.state === 'dead') fault('lost', `event ${event.id} is dead`);
    else if (!rows.some(({ eventId }) => eventId === event.id))
      fault('lost', `event ${event.id} has no answer`);
  }
  const stored = events.map(({ eventId }) => eventId);
  if (stored.join() !== acts.filter((act) => stored.includes(act)).join())
    fault('outOfOrder', 'events were stored in another order');
  if (new Set(events.map(({ externalId }) => externalId)).size > 1)
    fault('lost', 'one person became several conversations');
}

/** The same lines in the same order are answered the same, whatever was killed in between. */
function judgeRows({ events, rows }: CitizenFile, { answers }: CalmScript, fault: Fault): void {
  const said = rows.filter((row) => !isNews(row)).map(({ text }) => nameless(text));
  const differs = answers.findIndex((text, index) => index < said.length && said[index] !== text);
  if (differs >= 0) fault('outOfOrder', `answer ${differs + 1} is not the one of a calm day`);
  if (said.length < answers.length) fault('lost', `${answers.length - said.length} answers are missing`);
  if (said.length > answers.length)
    fault('answeredTwice', `${said.length - answers.length} answers too many`);
  if (!isAscending(rows.flatMap(({ eventId }) => eventId ?? [])))
    fault('outOfOrder', 'events were answered in another order');
  const own = new Set(events.map(({ id }) => id));
  for (const { id, eventId, state, waitsForMorning } of rows) {
    if (eventId !== null && !own.has(eventId))
      fault('outOfOrder', `answer ${id} is to the event of somebody else`);
    if (['created', 'sending', 'temporary_failure'].includes(state) && !waitsForMorning)
      fault('stuck', `answer ${id} is ${state}`);
    if (state === 'permanent_failure' || state === 'technical_failure')
      fault('lost', `answer ${id} was given up (${state})`);
  }
}

/** Compares the outbox with what the platform really has. Returns how many `unknown` rows had arrived. */
function judgeDeliveries(file: CitizenFile, { shown }: CalmScript, fault: Fault): number {
  const { citizen, rows, delivered } = file;
  const isWordedAs = (row: MessageRow, one: Delivered): boolean => {
    const words = nameless(row.text);
    if (isNews(row)) return sameWords(words, nameless(one.text));
    return (shown.get(words) ?? words) === nameless(one.text);
  };
  // Kannel gives no id: there the number kept is our own.
  const hasIds = citizen.channel !== 'sms';
  const fits = (row: MessageRow, one: Delivered): boolean =>
    hasIds && row.vendorId !== null ? row.vendorId === one.vendorId : isWordedAs(row, one);
  const isCertain = ({ vendorId }: MessageRow): boolean => vendorId !== null;
  const { pairs, ...alone } = align({ rows, deliveries: delivered, fits, isCertain });
  const left = [...alone.rows];
  for (const one of alone.deliveries) {
    const place = left.findIndex((row) => fits(row, one));
    if (place < 0) fault('answeredTwice', `delivery ${one.vendorId} belongs to no answer: ${one.text}`);
    else fault('outOfOrder', `answer ${left.splice(place, 1)[0]?.id} arrived out of its turn: ${one.text}`);
  }
  for (const { id, text } of left.filter(isCertain))
    fault('lost', `answer ${id} is said to be sent and is not: ${text}`);
  return pairs.filter(([row]) => isUnknown(row)).length;
}
