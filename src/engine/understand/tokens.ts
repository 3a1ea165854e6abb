import { foldAccents, normalCase } from '../../core/fold.ts';

/** A text cut into words, once accented and once folded, with the place of each word in the text. */
export interface Tokens {
  readonly text: string;
  readonly normal: readonly string[];
  readonly folded: readonly string[];
  readonly starts: readonly number[];
}

const word = /[\p{L}\p{N}\p{M}]+/gu;

export function tokenize(text: string): Tokens {
  const normal: string[] = [];
  const starts: number[] = [];
  for (const match of text.matchAll(word)) {
    normal.push(normalCase(match[0]));
    starts.push(match.index);
  }
  return { text, normal, folded: normal.map(foldAccents), starts };
}

export function slice(tokens: Tokens, from: number, to = tokens.normal.length): Tokens {
  return {
    text: tokens.text.slice(tokens.starts[from] ?? tokens.text.length, tokens.starts[to]),
    normal: tokens.normal.slice(from, to),
    folded: tokens.folded.slice(from, to),
    starts: tokens.starts.slice(from, to).map((start) => start - (tokens.starts[from] ?? 0)),
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
