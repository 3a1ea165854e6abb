import type { Knowledge } from '../knowledge/load-knowledge.ts';
import type { ProcedureRecord } from '../knowledge/procedure-record.ts';
import {
  type DecisionScore,
  type RankingScore,
  scoreDecisions,
  scoreRanking,
  type Times,
  timeQuestions,
  withoutAccents,
} from './evaluate.ts';
import { scoreHeldOut } from './held-out.ts';
import { createPlainMiniSearch } from './plain-minisearch.ts';
import type { QuestionRow } from './question-file.ts';
import { createSearch } from './search.ts';

export interface SearchBenchOptions {
  readonly records: readonly ProcedureRecord[];
  readonly knowledge: Knowledge;
  readonly questions: readonly QuestionRow[];
  /** Folds of the held-out test that are run, of six; 0 leaves it out. */
  readonly heldOutFolds?: number;
}

export interface SearchBench {
  readonly procedures: number;
  readonly indexMs: number;
  readonly indexMb: number;
  readonly typed: RankingScore;
  readonly withoutAccents: RankingScore;
  readonly decisions: DecisionScore;
  readonly times: Times;
  /** Everyday lines asked with that very line taken out of the index. */
  readonly heldOut?: RankingScore;
  readonly peer: { readonly typed: RankingScore; readonly times: Times };
}

/** Measures ranking, decisions, speed and size, beside MiniSearch out of the box in the same run. */
export function runSearchBench(options: SearchBenchOptions): SearchBench {
  const { records, knowledge, questions, heldOutFolds = 0 } = options;
  const before = usedBytes();
  const start = performance.now();
  const search = createSearch(records, knowledge, { guides: false, curated: false });
  const indexMs = performance.now() - start;
  const indexMb = (usedBytes() - before) / 2 ** 20;
  const find = (question: string, limit: number) => search.find(question, { limit });
  const peer = createPlainMiniSearch(records);

  return {
    procedures: records.length,
    indexMs,
    indexMb,
    typed: scoreRanking(find, questions),
    withoutAccents: scoreRanking(find, withoutAccents(questions)),
    decisions: scoreDecisions(find, questions),
    times: timeQuestions(find, questions),
    ...(heldOutFolds > 0 ? { heldOut: scoreHeldOut(records, knowledge, heldOutFolds) } : {}),
    peer: { typed: scoreRanking(peer, questions), times: timeQuestions(peer, questions) },
  };
}

/** Heap and array buffers; exact only when node runs with --expose-gc. */
function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The report as lines of a table for the terminal. */
export function searchBenchLines(bench: SearchBench): string[] {
  const ranking = (name: string, score: RankingScore) =>
    `${name.padEnd(24)} Hit@1 ${score.hit1.toFixed(3)}  Hit@5 ${score.hit5.toFixed(3)}  MRR@10 ${score.mrr10.toFixed(3)}  (${score.questions} questions)`;
  const times = ({ p50Ms, p99Ms }: Times) => `p50 ${p50Ms.toFixed(2)} ms  p99 ${p99Ms.toFixed(2)} ms`;
  return [
    ranking('gan-dan', bench.typed),
    ranking('gan-dan, no accents', bench.withoutAccents),
    ...(bench.heldOut ? [ranking('everyday lines held out', bench.heldOut)] : []),
    ranking('MiniSearch as it comes', bench.peer.typed),
    `decision right           ${bench.decisions.right.toFixed(3)}  (${bench.decisions.questions} questions) ${JSON.stringify(bench.decisions.table)}`,
    `time per question        ${times(bench.times)}; MiniSearch ${times(bench.peer.times)}`,
    `index of ${bench.procedures} procedures  ${bench.indexMs.toFixed(0)} ms  ${bench.indexMb.toFixed(0)} MB`,
  ];
}
