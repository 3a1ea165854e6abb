/** Numbers for the terms of the index: folded syllables, accented syllables, pairs of folded ones, concepts. */
export interface Vocabulary {
  readonly size: number;
  folded(word: string): number | undefined;
  accented(word: string): number | undefined;
  pair(left: string, right: string): number | undefined;
  concept(name: string): number | undefined;
  /** All folded syllables, for spelling. */
  foldedWords(): Iterable<string>;
}

export interface GrowingVocabulary extends Vocabulary {
  addFolded(word: string): number;
  addAccented(word: string): number;
  addPair(left: string, right: string): number;
  addConcept(name: string): number;
}

const maxSyllables = 2 ** 20;

export function createVocabulary(): GrowingVocabulary {
  const folded = new Map<string, number>();
  const accented = new Map<string, number>();
  const concepts = new Map<string, number>();
  const pairs = new Map<number, number>();
  let size = 0;
  const intern = <K>(map: Map<K, number>, key: K): number => {
    const known = map.get(key);
    if (known !== undefined) return known;
    map.set(key, size);
    size += 1;
    return size - 1;
  };
  const pairKey = (left: number, right: number) => left * maxSyllables + right;
  return {
    get size() {
      return size;
    },
    folded: (word) => folded.get(word),
    accented: (word) => accented.get(word),
    concept: (name) => concepts.get(name),
    pair(left, right) {
      const a = folded.get(left);
      const b = folded.get(right);
      return a === undefined || b === undefined ? undefined : pairs.get(pairKey(a, b));
    },
    foldedWords: () => folded.keys(),
    addFolded: (word) => intern(folded, word),
    addAccented: (word) => intern(accented, word),
    addConcept: (name) => intern(concepts, name),
    addPair: (left, right) => intern(pairs, pairKey(intern(folded, left), intern(folded, right))),
  };
}
