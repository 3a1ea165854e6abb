import { foldWords } from '../../src/core/fold.ts';
import type { CaseRow, MessageRow } from './books.ts';
import type { CitizenFile } from './evidence.ts';
import { isStaffed, reportsOf } from './scripts.ts';

export type Kind = 'lost' | 'answeredTwice' | 'stuck' | 'outOfOrder';
export type Fault = (kind: Kind, what: string) => void;

/** Nobody asked: what an officer, or the house about a case, tells. A calm day has none of it. */
export const isNews = ({ eventId }: MessageRow): boolean => eventId === null;

/** However the platform shows it: by SMS without accents. */
export const sameWords = (one: string, other: string): boolean => foldWords(one) === foldWords(other);

/** Every report was filed once, claimed and answered once where staff had it, and its citizen told once. */
export function judgeCases(file: CitizenFile, fault: Fault): void {
  const { citizen, cases, rows } = file;
  const missing = reportsOf(citizen) - cases.length;
  if (missing > 0) fault('lost', `${missing} reports were not filed`);
  if (missing < 0) fault('answeredTwice', `${-missing} reports were filed twice`);
  for (const row of cases) {
    if (row.filed !== 1) fault('answeredTwice', `${row.code} was filed ${row.filed} times`);
    judgeHandling(row, isStaffed(citizen) ? 1 : 0, fault);
    if (isStaffed(citizen)) judgeTold(row, rows, fault);
  }
  judgeOnce(rows.filter(isNews), fault);
}

/** By the history and by the answers themselves. */
function judgeHandling(row: CaseRow, times: number, fault: Fault): void {
  const counted = { claimed: row.claimed, answered: row.answered, 'given a final answer': row.finalAnswers };
  for (const [what, count] of Object.entries(counted)) {
    if (count > times) fault('answeredTwice', `${row.code} was ${what} ${count} times`);
    if (count < times) fault('lost', `${row.code} was ${what} ${count} times`);
  }
  if (times > 0 && row.state !== 'answered') fault('stuck', `${row.code} is ${row.state}`);
}

/** The words that staff give to each answer; the platforms' tests know nothing else of it. */
export const answerTo = (code: string): string => `Phường đã cho dọn sạch, việc ${code} xong rồi ạ`;

function judgeTold({ code }: CaseRow, rows: readonly MessageRow[], fault: Fault): void {
  const told = rows.filter((row) => isNews(row) && row.text.includes(answerTo(code)));
  if (told.length === 0) fault('lost', `the answer to ${code} was told to nobody`);
}

/** Of all that is told, nothing twice; whether it arrived twice the deliveries say. */
function judgeOnce(news: readonly MessageRow[], fault: Fault): void {
  const seen = new Set<string>();
  for (const { id, text } of news) {
    if (seen.has(text)) fault('answeredTwice', `news ${id} was told before`);
    seen.add(text);
  }
}
