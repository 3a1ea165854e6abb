import { type Tokens, tokenize } from './tokens.ts';

/** Phrases and what each means, for look-up with or without accents. */
export interface Phrases<T> {
  readonly byNormal: ReadonlyMap<string, T>;
  readonly byFolded: ReadonlyMap<string, T>;
  /** The folded first word of every phrase, with the most words of a phrase that begins so. */
  readonly reachOf: ReadonlyMap<string, number>;
  /** A wrong accent in a phrase of several words is forgiven. */
  readonly forgiving: boolean;
}

/** The first meaning of a phrase wins. */
export function compilePhrases<T>(
  entries: Iterable<readonly [phrase: string, meaning: T]>,
  forgiving = true,
): Phrases<T> {
  const byNormal = new Map<string, T>();
  const byFolded = new Map<string, T>();
  const reachOf = new Map<string, number>();
  for (const [phrase, meaning] of entries) {
    const tokens = tokenize(phrase);
    const normal = tokens.normal.join(' ') || phrase;
    const folded = tokens.folded.join(' ') || phrase;
    if (!byNormal.has(normal)) byNormal.set(normal, meaning);
    if (!byFolded.has(folded)) byFolded.set(folded, meaning);
    const first = tokens.folded[0] ?? '';
    reachOf.set(first, Math.max(tokens.folded.length, reachOf.get(first) ?? 0));
  }
  return { byNormal, byFolded, reachOf, forgiving };
}

/**
 * The meaning of the words `from`..`to`. Accents that were typed count for a single word (`dừng` is not
 * `đúng`); in longer phrases a wrong one may be forgiven.
 */
export function findPhrase<T>(
  phrases: Phrases<T>,
  tokens: Tokens,
  from = 0,
  to = tokens.normal.length,
): T | undefined {
  const size = to - from;
  if (size <= 0) return phrases.byNormal.get(tokens.text);
  if (size > reach(phrases, tokens, from)) return undefined;
  const normal = join(tokens.normal, from, to);
  const exact = phrases.byNormal.get(normal);
  if (exact !== undefined) return exact;
  const folded = join(tokens.folded, from, to);
  const mayDiffer = phrases.forgiving && size > 1;
  return mayDiffer || folded === normal ? phrases.byFolded.get(folded) : undefined;
}

const reach = (phrases: Phrases<unknown>, tokens: Tokens, at: number): number =>
  phrases.reachOf.get(tokens.folded[at] ?? '') ?? 0;

function join(words: readonly string[], from: number, to: number): string {
  let text = words[from] ?? '';
  for (let at = from + 1; at < to; at += 1) text += ` ${words[at]}`;
  return text;
}

/** How many words the longest phrase that begins at a word has; 0 when none does. */
export function phraseAt(phrases: Phrases<unknown>, tokens: Tokens, from: number, limit: number): number {
  for (let size = Math.min(reach(phrases, tokens, from), limit - from); size > 0; size -= 1) {
    if (findPhrase(phrases, tokens, from, from + size) !== undefined) return size;
  }
  return 0;
}

/** Is any phrase somewhere between two words of the text? */
export function containsPhrase(
  phrases: Phrases<unknown>,
  tokens: Tokens,
  from = 0,
  to = tokens.normal.length,
): boolean {
  for (let at = from; at < to; at += 1) if (phraseAt(phrases, tokens, at, to) > 0) return true;
  return false;
}

/** How many words at the start belong to phrases of the list. */
export function leadingPhrases(phrases: Phrases<unknown>, tokens: Tokens): number {
  const size = tokens.normal.length;
  let taken = 0;
  for (let step = 1; step > 0 && taken < size; taken += step) step = phraseAt(phrases, tokens, taken, size);
  return taken;
}

/** Politeness at the end is never longer than this many words. */
const maxTrailing = 8;

/** How many words at the end belong to phrases of the list. */
function trailingPhrases(phrases: Phrases<unknown>, tokens: Tokens): number {
  const size = tokens.normal.length;
  let taken = 0;
  while (taken < Math.min(size, maxTrailing)) {
    const end = size - taken;
    let from = Math.max(0, end - 4);
    while (from < end && findPhrase(phrases, tokens, from, end) === undefined) from += 1;
    if (from === end) break;
    taken = size - from;
  }
  return taken;
}

/** The words that remain when phrases of the list are taken off the start and the end. */
export function trimPhrases(phrases: Phrases<unknown>, tokens: Tokens): { from: number; to: number } {
  const size = tokens.normal.length;
  const from = leadingPhrases(phrases, tokens);
  return { from, to: Math.max(from, size - trailingPhrases(phrases, tokens)) };
}

/**
 * The meaning of a text apart from words of `around` at its ends; the longest reading wins, so that `giúp` in
 * "giúp tôi với" is still a call for help although it is mere politeness elsewhere.
 */
export function findWithin<T>(phrases: Phrases<T>, around: Phrases<unknown>, tokens: Tokens): T | undefined {
  return readWithin(phrases, around, tokens)?.meaning;
}

/** As `findWithin`, with the number of words that carry the meaning. */
export function readWithin<T>(
  phrases: Phrases<T>,
  around: Phrases<unknown>,
  tokens: Tokens,
): { readonly meaning: T; readonly words: number } | undefined {
  const size = tokens.normal.length;
  if (size === 0) {
    const meaning = findPhrase(phrases, tokens);
    return meaning === undefined ? undefined : { meaning, words: 0 };
  }
  const lead = leadingPhrases(around, tokens);
  const trail = trailingPhrases(around, tokens);
  for (let cut = 0; cut < size && cut <= lead + trail; cut += 1) {
    for (let from = Math.max(0, cut - trail); from <= Math.min(lead, cut); from += 1) {
      const found = findPhrase(phrases, tokens, from, size - (cut - from));
      if (found !== undefined) return { meaning: found, words: size - cut };
    }
  }
  return undefined;
}

/**
 * The meanings of the phrases that, together with words of the `around` lists, make up the whole text, the
 * longest phrase first; none when a word is left over that could be what the text is about.
 */
export function meaningsThatFill<T>(
  phrases: Phrases<T>,
  around: readonly Phrases<unknown>[],
  tokens: Tokens,
): T[] {
  const size = tokens.normal.length;
  const found: { readonly meaning: T; readonly words: number }[] = [];
  for (let at = 0, step = 0; at < size; at += step) {
    step = phraseAt(phrases, tokens, at, size);
    const other = Math.max(0, ...around.map((list) => phraseAt(list, tokens, at, size)));
    const meaning = step > 0 && step >= other ? findPhrase(phrases, tokens, at, at + step) : undefined;
    if (meaning === undefined) step = other;
    else found.push({ meaning, words: step });
    if (step === 0) return [];
  }
  return found.sort((a, b) => b.words - a.words).map((one) => one.meaning);
}
