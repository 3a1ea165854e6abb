import type { Writable } from 'node:stream';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Statistics } from '../../contracts/console/statistics.ts';
import type { Figures } from '../../rules/case-figures.ts';
import { type Cell, openBook } from './sheet.ts';

const keys = ['received', 'answered', 'due', 'onTime', 'percent', 'median'] as const;

/** Writes the figures of a month by office and by category. */
export async function writeMonthly(speak: Speak, figures: Statistics, target: Writable): Promise<void> {
  const say = (key: string, values?: Record<string, string | number>) =>
    speak('vi', `exports.monthly.${key}`, values);
  const [year = '', month = ''] = figures.from.split('-');
  const titles = [say('name'), ...keys.map((key) => say(key))];
  const book = await openBook(
    target,
    say('sheet'),
    titles.map((title, index) => ({
      title,
      width: index === 0 ? 40 : 16,
      kind: index === 0 ? 'text' : 'number',
    })),
  );
  const part = (name: string, rows: readonly (Figures & { readonly name: string })[]): void => {
    book.add([name], 'head');
    book.add(titles, 'head');
    for (const row of rows) book.add(cellsOf(row.name, row));
    book.add(cellsOf(say('total'), figures.total), 'head');
    book.add([]);
  };
  book.add([say('title')], 'title');
  book.add([say('month', { month: Number(month), year })]);
  part(say('byOffice'), figures.offices);
  part(say('byCategory'), figures.categories);
  await book.end();
}

const cellsOf = (name: string, row: Figures): Cell[] => [
  name,
  row.received,
  row.answered,
  row.due,
  row.onTime,
  row.onTimePercent,
  row.medianWorkingHours,
];
