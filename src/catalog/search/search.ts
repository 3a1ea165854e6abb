import type { SmalltalkTopic } from '../knowledge/language-files.ts';
import type { Knowledge } from '../knowledge/load-knowledge.ts';
import type { OwnFacts } from '../knowledge/own-facts.ts';
import { plainName } from '../knowledge/plain-name.ts';
import type { ProcedureRecord } from '../knowledge/procedure-record.ts';
import { buildIndex, type SearchIndex } from './build-index.ts';
import { createCues } from './cues.ts';
import { type Decision, decide, decisionLimits } from './decide.ts';
import { findables } from './documents.ts';
import { createLexicon } from './lexicon.ts';
import { type AnalysedQuestion, analyseQuestion, type TermShares } from './question.ts';
import { createRanker, mass, type RankWeights, rankWeights } from './rank.ts';
import { createSmalltalk } from './smalltalk.ts';
import { createSpelling } from './spelling.ts';
import { syllables } from './text.ts';

export interface Hit {
  readonly kind: 'procedure' | 'guide';
  /** Procedure code, or guide id. */
  readonly code: string;
  readonly title: string;
  /** Comparable within one question only. */
  readonly score: number;
}

export interface Found {
  readonly question: string;
  /** Best first. */
  readonly hits: readonly Hit[];
  readonly decision: Decision;
  /** Set when the question is nothing but small talk; `hits` is empty then. */
  readonly smalltalk?: SmalltalkTopic;
}

export interface FindOptions {
  /** Default 5. */
  readonly limit?: number;
  /** Procedures of the ward before those of province and ministry; default true. */
  readonly wardLevelPreferred?: boolean;
}

export interface Search {
  find(question: string, options?: FindOptions): Found;
}

export interface SearchOptions {
  /** Search the guides too; default true. */
  readonly guides?: boolean;
  /** Search curated procedures that are not among the records; default true. */
  readonly curated?: boolean;
  /** Also find procedures known by their everyday names alone, for which there is no card; default false. */
  readonly namesOnly?: boolean;
  /** What the ward corrects of procedures, by code: they are found by these words too. */
  readonly own?: ReadonlyMap<string, OwnFacts>;
  readonly weights?: RankWeights;
  readonly shares?: TermShares;
}

export const termShares: TermShares = {
  folded: 0.4,
  accented: 0.6,
  foldedOnly: 1,
  pair: 0.8,
  foldedPair: 0.9,
  concept: 1.3,
  guessedConcept: 0.5,
};

/** A word of at least this weight narrows a question down. */
const tellingWeight = 0.5;

/**
 * Below this score, in rare words, a procedure of which only the name is held is left out: the bot would say
 * "this is procedure X" and could tell nothing about it. Everyday lines reach it, chance likenesses do not.
 */
const leastScoreOfNames = 5;

/** Builds the index in memory; build anew when the procedures change. Not for concurrent threads. */
export function createSearch(
  records: readonly ProcedureRecord[],
  knowledge: Knowledge,
  options: SearchOptions = {},
): Search {
  const {
    guides = true,
    curated = true,
    namesOnly = false,
    own = new Map(),
    shares = termShares,
    weights = rankWeights,
  } = options;
  const entries = findables(records, knowledge, { guides, curated, namesOnly, own });
  const lexicon = createLexicon(knowledge.terms, knowledge.thesaurus);
  const index = buildIndex(entries, lexicon);
  const spelling = createSpelling(index.vocabulary.foldedWords());
  const ranker = createRanker(index, weights);
  const cues = createCues(knowledge.terms.cues, entries);
  const smalltalk = createSmalltalk(knowledge.smalltalk);
  const rareWord = Math.log(1 + entries.length);
  const tools = { lexicon, spelling, vocabulary: index.vocabulary, shares };

  const ranked = (question: AnalysedQuestion, wardLevelPreferred: boolean) => {
    const factor = cues.factors(question);
    const vague = tellingWords(question) <= decisionLimits.mostVagueWords;
    return ranker.rank(question, (entry) => {
      const { ward = false, common = false, usual = false } = entries[entry] ?? {};
      const level = wardLevelPreferred && ward ? weights.ward : 1;
      return level * (common ? weights.common : 1) * (vague && usual ? weights.usual : 1) * factor(entry);
    });
  };
  return {
    find(text, { limit = 5, wardLevelPreferred = true } = {}) {
      const topic = smalltalk.topic(text);
      if (topic) return { question: text, hits: [], decision: 'none', smalltalk: topic };
      const question = analyseQuestion(text, tools);
      const found = ranked(question, wardLevelPreferred).filter(
        ({ entry, score }) => entries[entry]?.told || score >= leastScoreOfNames * rareWord,
      );
      const decided = smalltalk.isBeyondUs(text)
        ? 'none'
        : decide({
            scores: found.map(({ score }) => score),
            mass: mass(question, index.rarity) + rareWord * unknownWords(question, index),
            rareWord,
            tellingWords: tellingWords(question),
          });
      const named = decided === 'clarify' && namesInFull(text, entries[found[0]?.entry ?? -1]?.title);
      const decision = named ? 'answer' : decided;
      const hits = found.slice(0, limit).flatMap(({ entry, score }) => {
        const hit = entries[entry];
        if (!hit) return [];
        const { kind, code, title } = hit;
        return [{ kind, code, title, score: Math.round(score * 1000) / 1000 }];
      });
      return { question: text, hits, decision };
    },
  };
}

const tellingWords = ({ words }: AnalysedQuestion): number =>
  words.filter(({ weight }) => weight >= tellingWeight).length;
/** Whoever says the whole name of a procedure means that one, however many names are alike. */
function namesInFull(question: string, title: string | undefined): boolean {
  if (title === undefined) return false;
  const words = (text: string) =>
    ` ${syllables(text)
      .map(({ folded }) => folded)
      .join(' ')} `;
  return words(question).includes(words(plainName(title)));
}

/** Words that nothing here knows count like rare ones: the more of them, the less we have understood. */
function unknownWords({ words }: AnalysedQuestion, { vocabulary }: SearchIndex): number {
  let sum = 0;
  for (const { folded, weight } of words) if (vocabulary.folded(folded) === undefined) sum += weight;
  return sum;
}
