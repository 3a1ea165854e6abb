import type { Knowledge } from '../knowledge/load-knowledge.ts';
import type { Everyday } from '../knowledge/procedure-file.ts';
import type { ProcedureRecord } from '../knowledge/procedure-record.ts';
import { type RankingScore, scoreRanking } from './evaluate.ts';
import type { QuestionRow } from './question-file.ts';
import { createSearch } from './search.ts';

const foldCount = 6;

/** Asks situations and sayings of one fold with that fold missing from the index: how far the knowledge carries. */
export function scoreHeldOut(
  records: readonly ProcedureRecord[],
  knowledge: Knowledge,
  folds: number,
): RankingScore {
  const held = new Set(records.map(({ code }) => code));
  const scores: RankingScore[] = [];
  for (let fold = 0; fold < Math.min(folds, foldCount); fold += 1) {
    const { everyday, questions } = splitFold(knowledge.everyday, fold);
    const search = createSearch(records, { ...knowledge, everyday }, { guides: false, curated: false });
    const asked = questions.filter(({ gold_in_corpus: gold }) => gold?.some((code) => held.has(code)));
    scores.push(scoreRanking((question, limit) => search.find(question, { limit }), asked));
  }
  return average(scores);
}

function splitFold(all: ReadonlyMap<string, Everyday>, fold: number) {
  const everyday = new Map<string, Everyday>();
  const questions: QuestionRow[] = [];
  let count = 0;
  for (const [code, entry] of all) {
    const keep = (lines: readonly string[] = []) =>
      lines.filter((question) => {
        count += 1;
        if (count % foldCount !== fold) return true;
        questions.push({ question, gold_in_corpus: [code] });
        return false;
      });
    const { north, central, south } = entry.says ?? {};
    everyday.set(code, {
      procedure: entry.procedure,
      names: entry.names,
      situations: keep(entry.situations),
      says: { north: keep(north), central: keep(central), south: keep(south) },
    });
  }
  return { everyday, questions };
}

function average(scores: readonly RankingScore[]): RankingScore {
  const questions = scores.reduce((sum, score) => sum + score.questions, 0);
  const mean = (key: 'hit1' | 'hit5' | 'mrr10') =>
    scores.reduce((sum, score) => sum + score[key] * score.questions, 0) / (questions || 1);
  return { questions, hit1: mean('hit1'), hit5: mean('hit5'), mrr10: mean('mrr10') };
}
