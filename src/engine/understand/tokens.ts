import { foldAccents, normalCase } from '../../core/fold.ts';

/** A text cut into words, once accented and once folded, with the place of each word in the text. */
export interface Tokens {
  readonly text: string;
  readonly normal: readonly string[];
  readonly folded: readonly string[];
  readonly starts: readonly number[];
}

const word = /[\p{L}\p{N}\p{M}]+/gu;

/** Cuts a text into words. Lower case may be longer than the text (`İ`); then the lower case is the text. */
export function tokenize(text: string): Tokens {
  const lower = normalCase(text);
  const plain = foldAccents(lower);
  const normal: string[] = [];
  const folded: string[] = [];
  const starts: number[] = [];
  for (const { 0: found, index } of lower.matchAll(word)) {
    normal.push(found);
    folded.push(plain.slice(index, index + found.length));
    starts.push(index);
  }
  return { text: lower.length === text.length ? text : lower, normal, folded, starts };
}

export function slice(tokens: Tokens, from: number, to = tokens.normal.length): Tokens {
  if (from === 0 && to === tokens.normal.length) return tokens;
  const start = tokens.starts[from] ?? tokens.text.length;
  return {
    text: tokens.text.slice(start, tokens.starts[to]),
    normal: tokens.normal.slice(from, to),
    folded: tokens.folded.slice(from, to),
    starts: tokens.starts.slice(from, to).map((place) => place - start),
  };
}

/**
 * Do two words agree? Accents may be left out, but not be different ones: `dung` is `đúng` and `dừng`,
 * `đúng` is not `dừng`.
 */
export function wordsAgree(typed: Tokens, at: number, wanted: Tokens, wantedAt: number): boolean {
  if (typed.normal[at] === wanted.normal[wantedAt]) return true;
  const folded = typed.folded[at];
  return folded === wanted.folded[wantedAt] && folded === typed.normal[at];
}
