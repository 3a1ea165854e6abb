import type { Lexicon } from './lexicon.ts';
import type { Spelling } from './spelling.ts';
import { hasAccents, type Syllable, syllables } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A term of the index that a question asks for. */
export interface AskedTerm {
  readonly term: number;
  /** 0..1: how much it matters in this question, before its rarity. */
  readonly weight: number;
}

export interface AnalysedQuestion {
  readonly words: readonly Word[];
  readonly terms: readonly AskedTerm[];
  /** Concepts named by the question. */
  readonly concepts: ReadonlySet<string>;
}

export interface Word extends Syllable {
  /** How much this word says, 0..1. */
  readonly weight: number;
  /** Its lack of accents means something. */
  readonly typedWithAccents: boolean;
  /** A gap before this word: no pair is formed across it. */
  readonly apart: boolean;
}

export interface QuestionTools {
  readonly lexicon: Lexicon;
  readonly spelling: Spelling;
  readonly vocabulary: Vocabulary;
  readonly shares: TermShares;
}

/** How the weight of a word is shared among the kinds of its terms. */
export interface TermShares {
  readonly folded: number;
  readonly accented: number;
  /** A word typed without accents can only match folded. */
  readonly foldedOnly: number;
  readonly pair: number;
  /** A pair of words typed without accents: what the accents would have told, the neighbour must tell. */
  readonly foldedPair: number;
  readonly concept: number;
  /** A concept recognised without the help of accents. */
  readonly guessedConcept: number;
}

export function analyseQuestion(text: string, tools: QuestionTools): AnalysedQuestion {
  const words = weigh(repairWords(syllables(text), tools), tools.lexicon);
  const weights = new Map<number, number>();
  const ask = (term: number | undefined, weight: number) => {
    if (term === undefined || weight <= 0) return;
    if (weight > (weights.get(term) ?? 0)) weights.set(term, weight);
  };
  askWords(words, tools, ask);
  const concepts = askConcepts(words, tools, ask);
  return { words, concepts, terms: [...weights].map(([term, weight]) => ({ term, weight })) };
}

type Ask = (term: number | undefined, weight: number) => void;

function askWords(words: readonly Word[], { vocabulary, shares }: QuestionTools, ask: Ask): void {
  for (const [at, word] of words.entries()) {
    const onlyFolded = !hasAccents(word) && !word.typedWithAccents;
    ask(vocabulary.folded(word.folded), word.weight * (onlyFolded ? shares.foldedOnly : shares.folded));
    if (!onlyFolded) ask(vocabulary.accented(word.accented), word.weight * shares.accented);
    const next = words[at + 1];
    if (!next || next.apart) continue;
    const share = onlyFolded ? shares.foldedPair : shares.pair;
    ask(vocabulary.pair(word.folded, next.folded), Math.sqrt(word.weight * next.weight) * share);
  }
}

function askConcepts(words: readonly Word[], { lexicon, vocabulary, shares }: QuestionTools, ask: Ask) {
  const found = new Set<string>();
  for (const { value, start, length, guessed } of lexicon.concepts.find(words)) {
    let weight = 0;
    for (const word of words.slice(start, start + length)) weight = Math.max(weight, word.weight);
    const sure = !guessed || length > 1;
    if (sure) found.add(value);
    const base = sure ? shares.concept : shares.guessedConcept;
    ask(vocabulary.concept(value), base * weight);
  }
  for (const concept of lexicon.agesIn(words)) {
    found.add(concept);
    ask(vocabulary.concept(concept), shares.concept);
  }
  return found;
}

interface Repaired extends Syllable {
  readonly apart: boolean;
  readonly trust: number;
}

/** Abbreviations written out, input-method leftovers read, slips corrected; other readings are set apart at the end. */
function repairWords(typed: readonly Syllable[], tools: QuestionTools): Repaired[] {
  const words: Repaired[] = [];
  const others: Repaired[] = [];
  for (const word of typed) {
    const [first, ...rest] = readings(word, tools);
    const trust = first && first[0]?.folded !== word.folded ? 0.9 : 1;
    for (const syllable of first ?? [word]) words.push({ ...syllable, apart: false, trust });
    for (const reading of rest) {
      for (const [at, syllable] of reading.entries()) {
        others.push({ ...syllable, apart: at === 0, trust: 0.6 });
      }
    }
  }
  return [...words, ...others];
}

function readings(word: Syllable, { lexicon, spelling, vocabulary }: QuestionTools) {
  const expanded = lexicon.expand(word);
  if (expanded) return expanded;
  const known = vocabulary.folded(word.folded) !== undefined;
  if (known || /^\d+$/.test(word.folded)) return [[word]];
  const repaired = spelling.repair(word.accented);
  return repaired.length > 0 ? repaired.map((reading) => syllables(reading.join(' '))) : [[word]];
}

const guessedSmallWord = 0.4;

function weigh(words: readonly Repaired[], lexicon: Lexicon): Word[] {
  const accentedShare = words.filter(hasAccents).length / (words.length || 1);
  const weights = words.map(({ trust }) => trust);
  const covered = new Array<number>(words.length).fill(0);
  for (const { start, length, value: listed, guessed } of lexicon.weights.find(words)) {
    // "mo" may be mô, but also mở: a small word that is only guessed keeps part of its weight.
    const value = guessed && length === 1 ? Math.max(listed, guessedSmallWord) : listed;
    for (let at = start; at < start + length; at += 1) {
      // The longest phrase knows best what a word means here.
      if ((covered[at] ?? 0) > length) continue;
      covered[at] = length;
      weights[at] = value * (words[at]?.trust ?? 1);
    }
  }
  // A question of small words alone is taken by them.
  const heaviest = Math.max(...weights, 0);
  const lift = heaviest > 0 && heaviest < 0.5 ? 0.5 / heaviest : 1;
  return words.map((word, at) => ({
    accented: word.accented,
    folded: word.folded,
    apart: word.apart,
    weight: (weights[at] ?? 1) * lift,
    typedWithAccents: accentedShare >= 0.3,
  }));
}
