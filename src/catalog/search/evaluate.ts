import type { QuestionRow } from './question-file.ts';
import type { Found } from './search.ts';
import { fold } from './text.ts';

/** Anything that answers a question with ranked codes. */
export type Finder = (question: string, limit: number) => Pick<Found, 'hits' | 'decision'>;

export interface RankingScore {
  readonly questions: number;
  /** Shares 0..1. */
  readonly hit1: number;
  readonly hit5: number;
  readonly mrr10: number;
}

/** Over rows that name an accepted code and stand alone (no earlier turns). */
export function scoreRanking(find: Finder, rows: readonly QuestionRow[]): RankingScore {
  let questions = 0;
  let hit1 = 0;
  let hit5 = 0;
  let reciprocal = 0;
  for (const { question, turns, gold_in_corpus: gold = [] } of rows) {
    if (gold.length === 0 || turns) continue;
    questions += 1;
    const rank = find(question, 10).hits.findIndex(({ code }) => gold.includes(code)) + 1;
    if (rank === 0) continue;
    if (rank === 1) hit1 += 1;
    if (rank <= 5) hit5 += 1;
    reciprocal += 1 / rank;
  }
  const share = (count: number) => (questions === 0 ? 0 : count / questions);
  return { questions, hit1: share(hit1), hit5: share(hit5), mrr10: share(reciprocal) };
}

export function withoutAccents(rows: readonly QuestionRow[]): QuestionRow[] {
  return rows.map((row) => ({ ...row, question: fold(row.question) }));
}

export interface DecisionScore {
  readonly questions: number;
  readonly right: number;
  /** "wanted > got" -> count. */
  readonly table: Readonly<Record<string, number>>;
}

/** Over rows with a behaviour: refuse and chitchat want `none`. */
export function scoreDecisions(find: Finder, rows: readonly QuestionRow[]): DecisionScore {
  const table: Record<string, number> = {};
  let questions = 0;
  let right = 0;
  for (const { question, behavior } of rows) {
    if (!behavior) continue;
    const wanted = behavior === 'answer' || behavior === 'clarify' ? behavior : 'none';
    const got = find(question, 5).decision;
    questions += 1;
    if (got === wanted) right += 1;
    table[`${wanted} > ${got}`] = (table[`${wanted} > ${got}`] ?? 0) + 1;
  }
  return { questions, right: questions === 0 ? 0 : right / questions, table };
}

export interface Times {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Per question, after two rounds of warm-up. */
export function timeQuestions(find: Finder, rows: readonly QuestionRow[]): Times {
  for (let round = 0; round < 2; round += 1) for (const row of rows) find(row.question, 5);
  const times = rows.map((row) => {
    const start = performance.now();
    find(row.question, 5);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}
