import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadKnowledge } from '../../../src/catalog/knowledge/load-knowledge.ts';
import { readProcedures } from '../../../src/catalog/knowledge/procedures-file.ts';
import type { RankingScore } from '../../../src/catalog/search/evaluate.ts';
import { readQuestions } from '../../../src/catalog/search/question-file.ts';
import { runSearchBench, type SearchBench } from '../../../src/catalog/search/search-bench.ts';
import { findProjectRoot } from '../../../src/composition/project-root.ts';
import type { Bench } from '../bench.ts';
import { type Figure, figure, type GroupReport, type Target } from '../report.ts';

/** Folds of six of the held-out test; each builds an index of its own. */
const heldOutFolds = 2;

/** How often the right procedure is found and how quickly, beside MiniSearch as it comes. */
export async function benchSearch(_bench: Bench): Promise<GroupReport> {
  const data = resolve(process.env.GAN_DAN_TEST_DATA ?? '../shared/data');
  const [catalog, asked] = ['procedures.jsonl', 'questions_dev.jsonl'].map((file) => join(data, file));
  if (!catalog || !asked || !existsSync(catalog) || !existsSync(asked)) {
    const skipped = ['search: no test data; set GAN_DAN_TEST_DATA to its folder'];
    return { name: 'search', figures: [], skipped };
  }
  const knowledge = loadKnowledge(findProjectRoot());
  if (!knowledge.ok) throw new Error('content/ has faults; run gan-dan check-catalog');
  const { records } = await readProcedures(catalog, readFileSync(catalog));
  const questions = readQuestions(readFileSync(asked, 'utf8'));
  const result = runSearchBench({ records, knowledge: knowledge.value, questions, heldOutFolds });
  return { name: 'search', figures: [...ranking(result), ...costs(result)], skipped: [] };
}

const bars = { hit1: 0.72, hit5: 0.92, mrr10: 0.8 } as const;

function ranking({ typed, withoutAccents, heldOut, peer, decisions }: SearchBench): Figure[] {
  const scores = (name: string, score: RankingScore, targets: Partial<Record<keyof typeof bars, number>>) =>
    (['hit1', 'hit5', 'mrr10'] as const).map((key) =>
      share(`${name} ${key}`, score[key], targets[key] === undefined ? undefined : { atLeast: targets[key] }),
    );
  return [
    ...scores('as typed', typed, bars),
    ...scores('MiniSearch', peer.typed, {}),
    ...scores('without accents', withoutAccents, { hit1: Number((typed.hit1 - 0.03).toFixed(3)) }),
    ...(heldOut ? scores('everyday lines held out', heldOut, {}) : []),
    share('decision right', decisions.right, { atLeast: 0.85 }),
  ];
}

const share = (what: string, value: number, target?: Target): Figure =>
  figure(what, '', value, target ? { target } : {});

function costs({ times, peer, indexMs, indexMb, procedures }: SearchBench): Figure[] {
  return [
    figure('question p50', 'ms', times.p50Ms, { beside: { what: 'MiniSearch', value: peer.times.p50Ms } }),
    figure('question p99', 'ms', times.p99Ms, { target: { atMost: 5 } }),
    figure(`index of ${procedures} procedures`, 'ms', indexMs, { target: { atMost: 2_000 } }),
    figure('index memory', 'MB', indexMb, { target: { atMost: 150 } }),
  ];
}
