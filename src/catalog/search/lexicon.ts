import type { Terms, Thesaurus } from '../knowledge/language-files.ts';
import { createPhraseFinder, type PhraseFinder } from './phrases.ts';
import { fold, type Syllable, syllables } from './text.ts';

/** The language data in a form that is quick to ask. */
export interface Lexicon {
  /** Readings of an abbreviation or a teencode word, as syllables; undefined when it is none. */
  expand(word: Syllable): readonly (readonly Syllable[])[] | undefined;
  readonly concepts: PhraseFinder<string>;
  /** Concepts of the ages named in a text. */
  agesIn(words: readonly Syllable[]): ReadonlySet<string>;
  /** How little a phrase says, 0..1. */
  readonly weights: PhraseFinder<number>;
}

export function createLexicon(terms: Terms, thesaurus: Thesaurus): Lexicon {
  const abbreviations = new Map<string, Syllable[][]>();
  for (const [short, full] of Object.entries(terms.abbreviations)) {
    const readings = typeof full === 'string' ? [full] : full;
    abbreviations.set(
      short.normalize('NFC').toLowerCase(),
      readings.map((reading) => syllables(reading)),
    );
  }
  return {
    expand: ({ accented, folded }) => abbreviations.get(accented) ?? abbreviations.get(folded),
    concepts: createPhraseFinder(
      Object.entries(thesaurus).flatMap(([concept, phrases]) =>
        phrases.map((phrase) => [phrase, concept] as const),
      ),
    ),
    agesIn: createAgeReader(terms),
    weights: createPhraseFinder(
      terms.weights.flatMap(({ weight, phrases }) => phrases.map((phrase) => [phrase, weight] as const)),
    ),
  };
}

function createAgeReader({ ages, ageWords, numerals }: Terms): Lexicon['agesIn'] {
  const after = new Set(ageWords.map((word) => fold(word)));
  const numbers = createPhraseFinder(Object.entries(numerals));
  return (words) => {
    const found = new Set<string>();
    for (let at = 1; at < words.length; at += 1) {
      if (!after.has(words[at]?.folded ?? '')) continue;
      const age = numberBefore(words.slice(Math.max(0, at - 2), at), numbers);
      for (const { from, to, concept } of ages) {
        if (age !== undefined && age >= from && age <= to) found.add(concept);
      }
    }
    return found;
  };
}

function numberBefore(words: readonly Syllable[], numbers: PhraseFinder<number>): number | undefined {
  const last = words.at(-1)?.folded ?? '';
  if (/^\d{1,3}$/.test(last)) return Number(last);
  const [longest] = numbers
    .find(words)
    .filter(({ start, length }) => start + length === words.length)
    .sort((a, b) => b.length - a.length);
  return longest?.value;
}
