import type { Terms, Thesaurus } from '../knowledge/language-files.ts';
import { createPhraseFinder, type PhraseFinder } from './phrases.ts';
import { type Syllable, syllables } from './text.ts';

/** The language data in a form that is quick to ask. */
export interface Lexicon {
  /** Readings of an abbreviation or a teencode word, as syllables; undefined when it is none. */
  expand(word: Syllable): readonly (readonly Syllable[])[] | undefined;
  readonly concepts: PhraseFinder<string>;
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
    weights: createPhraseFinder(
      terms.weights.flatMap(({ weight, phrases }) => phrases.map((phrase) => [phrase, weight] as const)),
    ),
  };
}
