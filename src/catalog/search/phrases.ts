import { hasAccents, type Syllable, syllables } from './text.ts';

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  readonly ends: { readonly words: readonly Syllable[]; readonly value: T }[];
}

export interface PhraseMatch<T> {
  readonly start: number;
  /** In syllables. */
  readonly length: number;
  readonly value: T;
  /** No accent was typed where the phrase has one: the match is a guess. */
  readonly guessed: boolean;
}

/** Finds listed phrases in a text; a typed accent must agree with the phrase's. */
export interface PhraseFinder<T> {
  find(words: readonly Syllable[]): PhraseMatch<T>[];
}

export function createPhraseFinder<T>(entries: Iterable<readonly [string, T]>): PhraseFinder<T> {
  const root: Node<T> = { next: new Map(), ends: [] };
  for (const [phrase, value] of entries) add(root, syllables(phrase), value);
  return {
    find(words) {
      const matches: PhraseMatch<T>[] = [];
      for (let start = 0; start < words.length; start += 1) collect(root, words, start, matches);
      return matches;
    },
  };
}

function add<T>(root: Node<T>, words: readonly Syllable[], value: T): void {
  let node = root;
  for (const { folded } of words) {
    let next = node.next.get(folded);
    if (!next) {
      next = { next: new Map(), ends: [] };
      node.next.set(folded, next);
    }
    node = next;
  }
  if (words.length > 0) node.ends.push({ words, value });
}

function collect<T>(
  root: Node<T>,
  words: readonly Syllable[],
  start: number,
  matches: PhraseMatch<T>[],
): void {
  let node: Node<T> | undefined = root;
  for (let at = start; at < words.length; at += 1) {
    node = node.next.get(words[at]?.folded ?? '');
    if (!node) return;
    for (const end of node.ends) {
      const agreement = agree(end.words, words, start);
      if (agreement === 'different') continue;
      matches.push({
        start,
        length: end.words.length,
        value: end.value,
        guessed: agreement === 'guessed',
      });
    }
  }
}

function agree(
  phrase: readonly Syllable[],
  words: readonly Syllable[],
  start: number,
): 'same' | 'guessed' | 'different' {
  let guessed = false;
  for (const [index, wanted] of phrase.entries()) {
    const given = words[start + index];
    if (!given || given.accented === wanted.accented) continue;
    if (hasAccents(given)) return 'different';
    guessed = true;
  }
  return guessed ? 'guessed' : 'same';
}
