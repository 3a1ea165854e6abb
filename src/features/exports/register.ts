import type { Writable } from 'node:stream';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import type { Sight } from '../cases/index.ts';
import { createMask } from '../publications/index.ts';
import { loadRegister, type Place, type RegisterLine } from './register.repo.ts';
import { type Cell, type Column, dayCell, openBook } from './sheet.ts';

export interface RegisterDeps {
  readonly db: Database;
  readonly speak: Speak;
}

export interface RegisterWish {
  readonly ward: WardId;
  readonly sight: Sight;
  readonly from: string;
  readonly to: string;
  readonly now: number;
}

const columns: readonly (Omit<Column, 'title'> & { readonly key: string })[] = [
  { key: 'order', width: 6, kind: 'number' },
  { key: 'code', width: 20, kind: 'text' },
  { key: 'received', width: 12, kind: 'day' },
  { key: 'channel', width: 12, kind: 'text' },
  { key: 'kind', width: 11, kind: 'text' },
  { key: 'category', width: 24, kind: 'text' },
  { key: 'summary', width: 60, kind: 'text' },
  { key: 'neighbourhood', width: 14, kind: 'text' },
  { key: 'office', width: 26, kind: 'text' },
  { key: 'due', width: 12, kind: 'day' },
  { key: 'answered', width: 12, kind: 'day' },
  { key: 'result', width: 20, kind: 'text' },
  { key: 'timely', width: 12, kind: 'text' },
  { key: 'rating', width: 10, kind: 'number' },
];
/** Masking takes half a millisecond a line: others are served between two pages. */
const atOnce = 100;
const summaryChars = 200;

/** Writes the register (*sổ theo dõi*) of a period; page by page, so that a long year needs no more memory. */
export async function writeRegister(
  { db, speak }: RegisterDeps,
  wish: RegisterWish,
  target: Writable,
): Promise<void> {
  const say = (key: string, values?: Record<string, string>) => speak('vi', `exports.${key}`, values);
  const titled = columns.map((column) => ({ ...column, title: say(`register.${column.key}`) }));
  const book = await openBook(target, say('register.sheet'), titled);
  book.add([say('register.title')], 'title');
  book.add([say('register.period', { from: written(wish.from), to: written(wish.to) })]);
  book.add(
    titled.map(({ title }) => title),
    'head',
  );
  let order = 0;
  const mask = createMask(speak);
  for (let after: Place | null = null; ; ) {
    const question = { ...wish, limit: atOnce, after };
    const lines: RegisterLine[] = await db.forWard(wish.ward, (tx) => loadRegister(tx, question));
    for (const line of lines) {
      order += 1;
      const summary = shortened(mask(line.body).text);
      book.add([order, ...cellsOf({ ...line, body: summary }, say, wish.now)]);
    }
    after = lines.at(-1) ?? null;
    if (lines.length < atOnce) break;
  }
  await book.end();
}

function cellsOf(line: RegisterLine, say: (key: string) => string, now: number): Cell[] {
  const timely = timeliness(line, now);
  return [
    line.code,
    dayCell(line.receivedAt),
    say(`channel.${channels.includes(line.channel) ? line.channel : 'other'}`),
    say(`kind.${line.kind}`),
    line.category,
    line.body,
    line.neighbourhood,
    line.office,
    dayCell(line.dueAt),
    dayCell(line.endedAt),
    say(`state.${line.state}`),
    timely && say(`register.${timely}`),
    line.rating,
  ];
}

/** Those that have a word of their own. */
const channels: readonly string[] = ['web-chat', 'zalo-oa', 'messenger', 'telegram', 'sms', 'staff'];

/** Null = withdrawn, merged, or the clock stands. */
function timeliness(
  { state, dueAt, endedAt }: RegisterLine,
  now: number,
): 'onTime' | 'late' | 'running' | null {
  if (endedAt !== null) return endedAt <= dueAt ? 'onTime' : 'late';
  if (state !== 'new' && state !== 'in_progress') return null;
  return now <= dueAt ? 'running' : 'late';
}

const shortened = (text: string): string =>
  text.length <= summaryChars ? text : `${text.slice(0, summaryChars).toWellFormed()}…`;

/** YYYY-MM-DD as it is written in Vietnam. */
const written = (day: string): string => day.split('-').reverse().join('/');
