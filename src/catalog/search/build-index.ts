import type { Findable } from './documents.ts';
import type { Lexicon } from './lexicon.ts';
import { createPostings, type Postings } from './postings.ts';
import { type Syllable, syllables } from './text.ts';
import { createVocabulary, type GrowingVocabulary, type Vocabulary } from './vocabulary.ts';

export interface SearchIndex {
  readonly vocabulary: Vocabulary;
  /** One document per way of asking; the title is one of them. */
  readonly lines: Postings;
  /** Entry of each line. */
  readonly lineOwners: Uint32Array;
  /** One document per entry: its title. */
  readonly titles: Postings;
  readonly bodies: Postings;
  /** Rarity of a term among the ways of asking (titles and lines), by entry. */
  readonly rarity: Float32Array;
  readonly bodyRarity: Float32Array;
  /** Folded syllables of each title, in order. */
  readonly titleWords: readonly Uint32Array[];
}

export function buildIndex(entries: readonly Findable[], lexicon: Lexicon): SearchIndex {
  const vocabulary = createVocabulary();
  const lines = createPostings({ k: 1.2, b: 0.45 });
  const titles = createPostings({ k: 1.2, b: 0.35 });
  const bodies = createPostings({ k: 1.5, b: 0.6 });
  const owners: number[] = [];
  const titleWords: Uint32Array[] = [];
  const asked = createCounter();
  const inBodies = createCounter();

  for (const [entry, { title, lines: ways, body }] of entries.entries()) {
    const words = readText(title, lexicon);
    const titleTerms = termsOf(words, lexicon, vocabulary, true);
    titles.add(entry, titleTerms);
    titleWords.push(Uint32Array.from(words, ({ folded }) => vocabulary.addFolded(folded)));
    const entryTerms = new Set(titleTerms);
    lines.add(owners.length, titleTerms);
    owners.push(entry);
    for (const way of ways) {
      const terms = termsOf(readText(way, lexicon), lexicon, vocabulary, true);
      lines.add(owners.length, terms);
      owners.push(entry);
      for (const term of terms) entryTerms.add(term);
    }
    asked.count(entryTerms);
    const bodyTerms = termsOf(syllables(body), lexicon, vocabulary, false);
    bodies.add(entry, bodyTerms);
    inBodies.count(new Set(bodyTerms));
  }
  const size = vocabulary.size;
  return {
    vocabulary,
    lines: lines.build(size),
    lineOwners: Uint32Array.from(owners),
    titles: titles.build(size),
    bodies: bodies.build(size),
    rarity: asked.rarity(size, entries.length),
    bodyRarity: inBodies.rarity(size, entries.length),
    titleWords,
  };
}

/** Abbreviations with one reading are written out, so that "bhyt" and "bảo hiểm y tế" meet. */
function readText(text: string, lexicon: Lexicon): Syllable[] {
  return syllables(text).flatMap((word) => {
    const readings = lexicon.expand(word);
    return readings?.length === 1 && readings[0] ? readings[0] : [word];
  });
}

function termsOf(
  words: readonly Syllable[],
  lexicon: Lexicon,
  vocabulary: GrowingVocabulary,
  full: boolean,
): number[] {
  const terms: number[] = [];
  for (const [at, word] of words.entries()) {
    terms.push(vocabulary.addFolded(word.folded));
    const next = words[at + 1];
    if (!full) continue;
    terms.push(vocabulary.addAccented(word.accented));
    if (next) terms.push(vocabulary.addPair(word.folded, next.folded));
  }
  if (!full) return terms;
  const concepts = new Set(lexicon.concepts.find(words).map(({ value }) => value));
  for (const concept of lexicon.agesIn(words)) concepts.add(concept);
  for (const concept of concepts) terms.push(vocabulary.addConcept(concept));
  return terms;
}

function createCounter() {
  const counts: number[] = [];
  return {
    count(terms: ReadonlySet<number>): void {
      for (const term of terms) counts[term] = (counts[term] ?? 0) + 1;
    },
    /** BM25's inverse document frequency. */
    rarity(size: number, total: number): Float32Array {
      const values = new Float32Array(size);
      for (let term = 0; term < size; term += 1) {
        const count = counts[term] ?? 0;
        values[term] = Math.log(1 + (total - count + 0.5) / (count + 0.5));
      }
      return values;
    },
  };
}
