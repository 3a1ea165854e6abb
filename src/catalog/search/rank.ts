import type { SearchIndex } from './build-index.ts';
import type { Postings } from './postings.ts';
import type { AnalysedQuestion, AskedTerm } from './question.ts';

/** How much each kind of evidence counts; found by measurement (`bench search`). */
export interface RankWeights {
  /** The best single line. */
  readonly line: number;
  /** All lines of an entry taken together, each term once. */
  readonly lines: number;
  readonly title: number;
  readonly body: number;
  /** Share of the title's weight that the question names. */
  readonly titleCoverage: number;
  /** Longest run of the title that the question repeats, in weight. */
  readonly titleRun: number;
  /** Factor for what a ward handles. */
  readonly ward: number;
  /** Factor for what is asked most: entries with a curated description. */
  readonly common: number;
  /** Factor for the usual one of several alike, when the question says little. */
  readonly usual: number;
}

export const rankWeights: RankWeights = {
  line: 1,
  lines: 0.9,
  title: 0.5,
  body: 0.3,
  titleCoverage: 1.1,
  titleRun: 0.15,
  ward: 1.03,
  common: 1.08,
  usual: 1.12,
};

export interface Ranked {
  readonly entry: number;
  readonly score: number;
}

/** Scratch arrays are reused between questions: a ranker serves one question at a time. */
export interface Ranker {
  rank(question: AnalysedQuestion, adjust: (entry: number) => number): Ranked[];
}

const finalists = 60;
/** Share of the best score below which an entry is not looked at closely. */
const hopeless = 0.2;
/** A term that adds less than this cannot change an order. */
const leastGain = 0.12;

export function createRanker(index: SearchIndex, weights: RankWeights = rankWeights): Ranker {
  const entryCount = index.titleWords.length;
  const lineScores = new Float32Array(index.lineOwners.length);
  const scores = new Float32Array(entryCount);
  const best = new Float32Array(entryCount);
  const known = new Float32Array(entryCount);

  return {
    rank(question, adjust) {
      lineScores.fill(0);
      scores.fill(0);
      best.fill(0);
      known.fill(0);
      for (const asked of question.terms) {
        const rarity = index.rarity[asked.term] ?? 0;
        const gain = rarity * asked.weight;
        if (gain < leastGain) continue;
        addLines(asked.term, gain);
        addTo(scores, index.titles, asked, gain * weights.title);
        const bodyRarity = index.bodyRarity[asked.term] ?? 0;
        addTo(scores, index.bodies, asked, bodyRarity * asked.weight * weights.body);
      }
      keepBestLines();
      const total = mass(question, index.rarity);
      for (let entry = 0; entry < entryCount; entry += 1) {
        const all = known[entry] ?? 0;
        const sum = (scores[entry] ?? 0) + weights.line * (best[entry] ?? 0) + weights.lines * all;
        // An entry that knows more of the question gains twice: by its sum and by the share it knows.
        scores[entry] = sum * Math.sqrt(0.1 + all / total);
      }
      return finish(question, adjust);
    },
  };

  /** A term counts in every line, and once more for the entry as a whole by its best line. */
  function addLines(term: number, gain: number): void {
    const { starts, documents, weights: rows } = index.lines;
    const end = starts[term + 1] ?? 0;
    let owner = -1;
    let most = 0;
    for (let row = starts[term] ?? 0; row < end; row += 1) {
      const line = documents[row] ?? 0;
      const part = gain * (rows[row] ?? 0);
      lineScores[line] = (lineScores[line] ?? 0) + part;
      const lineOwner = index.lineOwners[line] ?? 0;
      if (lineOwner !== owner) {
        if (owner >= 0) known[owner] = (known[owner] ?? 0) + most;
        owner = lineOwner;
        most = 0;
      }
      if (part > most) most = part;
    }
    if (owner >= 0) known[owner] = (known[owner] ?? 0) + most;
  }

  function keepBestLines(): void {
    for (let line = 0; line < lineScores.length; line += 1) {
      const owner = index.lineOwners[line] ?? 0;
      const score = lineScores[line] ?? 0;
      if (score > (best[owner] ?? 0)) best[owner] = score;
    }
  }

  function finish(question: AnalysedQuestion, adjust: (entry: number) => number): Ranked[] {
    const asked = new Map(question.terms.map(({ term, weight }) => [term, weight]));
    return top(scores, finalists)
      .map((entry) => {
        const { coverage, run } = titleFit(index, entry, asked);
        const fit = weights.titleCoverage * coverage + weights.titleRun * run;
        return { entry, score: ((scores[entry] ?? 0) + fit) * adjust(entry) };
      })
      .sort((a, b) => b.score - a.score || a.entry - b.entry);
  }
}

/** What a full match of the question weighs. */
export function mass(question: AnalysedQuestion, rarity: Float32Array): number {
  let sum = 0;
  for (const { term, weight } of question.terms) sum += weight * (rarity[term] ?? 0);
  return sum || 1;
}

function addTo(scores: Float32Array, postings: Postings, { term }: AskedTerm, gain: number): void {
  const { starts, documents, weights } = postings;
  const end = starts[term + 1] ?? 0;
  for (let row = starts[term] ?? 0; row < end; row += 1) {
    const document = documents[row] ?? 0;
    scores[document] = (scores[document] ?? 0) + gain * (weights[row] ?? 0);
  }
}

/** The entries with the highest scores, unordered; those far below the best cannot win and are left out. */
function top(scores: Float32Array, count: number): number[] {
  let most = 0;
  for (const score of scores) if (score > most) most = score;
  const least = most * hopeless;
  const hopeful: number[] = [];
  for (let entry = 0; entry < scores.length; entry += 1) {
    const score = scores[entry] ?? 0;
    if (score > 0 && score >= least) hopeful.push(entry);
  }
  if (hopeful.length <= count) return hopeful;
  return hopeful.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, count);
}

function titleFit(index: SearchIndex, entry: number, asked: ReadonlyMap<number, number>) {
  let total = 0;
  let named = 0;
  let run = 0;
  let longest = 0;
  for (const word of index.titleWords[entry] ?? []) {
    const weight = index.rarity[word] ?? 0;
    total += weight;
    const share = asked.get(word);
    if (share === undefined) {
      run = 0;
      continue;
    }
    named += weight;
    run += weight;
    if (run > longest) longest = run;
  }
  return { coverage: total > 0 ? (named / total) * named : 0, run: longest };
}
