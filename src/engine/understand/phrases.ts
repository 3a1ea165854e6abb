import { type Tokens, tokenize } from './tokens.ts';

/** Phrases and what each means, for look-up with or without accents. */
export interface Phrases<T> {
  readonly byNormal: ReadonlyMap<string, T>;
  readonly byFolded: ReadonlyMap<string, T>;
  readonly longest: number;
}

/** The first meaning of a phrase wins. */
export function compilePhrases<T>(entries: Iterable<readonly [phrase: string, meaning: T]>): Phrases<T> {
  const byNormal = new Map<string, T>();
  const byFolded = new Map<string, T>();
  let longest = 0;
  for (const [phrase, meaning] of entries) {
    const tokens = tokenize(phrase);
    const normal = tokens.normal.join(' ') || phrase;
    const folded = tokens.folded.join(' ') || phrase;
    if (!byNormal.has(normal)) byNormal.set(normal, meaning);
    if (!byFolded.has(folded)) byFolded.set(folded, meaning);
    longest = Math.max(longest, tokens.normal.length);
  }
  return { byNormal, byFolded, longest };
}

/**
 * The meaning of the words `from`..`to`. Accents that were typed count for a single word (`dừng` is not
 * `đúng`); in longer phrases a wrong one is forgiven.
 */
export function findPhrase<T>(
  phrases: Phrases<T>,
  tokens: Tokens,
  from = 0,
  to = tokens.normal.length,
): T | undefined {
  const size = to - from;
  if (size > phrases.longest) return undefined;
  if (size <= 0) return phrases.byNormal.get(tokens.text);
  const normal = tokens.normal.slice(from, to).join(' ');
  const exact = phrases.byNormal.get(normal);
  if (exact !== undefined) return exact;
  const folded = tokens.folded.slice(from, to).join(' ');
  return size > 1 || folded === normal ? phrases.byFolded.get(folded) : undefined;
}

/** Is any phrase somewhere in the text? */
export function containsPhrase<T>(phrases: Phrases<T>, tokens: Tokens): boolean {
  for (let from = 0; from < tokens.normal.length; from += 1) {
    const longest = Math.min(tokens.normal.length, from + phrases.longest);
    for (let to = from + 1; to <= longest; to += 1) {
      if (findPhrase(phrases, tokens, from, to) !== undefined) return true;
    }
  }
  return false;
}

/** How many words at the start (or, backwards, the end) belong to phrases of the list. */
function runLength(phrases: Phrases<unknown>, tokens: Tokens, backwards: boolean): number {
  const size = tokens.normal.length;
  let taken = 0;
  while (taken < size) {
    let step = Math.min(phrases.longest, size - taken);
    for (; step > 0; step -= 1) {
      const from = backwards ? size - taken - step : taken;
      if (findPhrase(phrases, tokens, from, from + step) !== undefined) break;
    }
    if (step === 0) break;
    taken += step;
  }
  return taken;
}

/** The words that remain when phrases of the list are taken off the start and the end. */
export function trimPhrases(phrases: Phrases<unknown>, tokens: Tokens): { from: number; to: number } {
  const from = runLength(phrases, tokens, false);
  if (from === tokens.normal.length) return { from, to: from };
  return { from, to: tokens.normal.length - runLength(phrases, tokens, true) };
}

/**
 * The meaning of a text apart from words of `around` at its ends; the longest reading wins, so that `giúp` in
 * "giúp tôi với" is still a call for help although it is mere politeness elsewhere.
 */
export function findWithin<T>(phrases: Phrases<T>, around: Phrases<unknown>, tokens: Tokens): T | undefined {
  const size = tokens.normal.length;
  const lead = runLength(around, tokens, false);
  const trail = runLength(around, tokens, true);
  for (let cut = 0; cut < size; cut += 1) {
    for (let from = Math.max(0, cut - trail); from <= Math.min(lead, cut); from += 1) {
      const found = findPhrase(phrases, tokens, from, size - (cut - from));
      if (found !== undefined) return found;
    }
  }
  return size === 0 ? findPhrase(phrases, tokens) : undefined;
}

/** How many words at the start belong to phrases of the list. */
export function leadingPhrases(phrases: Phrases<unknown>, tokens: Tokens): number {
  return runLength(phrases, tokens, false);
}
