import type { Lexicon } from '../lexicon.ts';
import { containsPhrase } from './phrases.ts';
import type { Tokens } from './tokens.ts';

/** A code, a number or a name is shorter than this many words. */
const wordsOfASentence = 4;

/** Does a text that is no valid answer look like a question or a request of its own? */
export function looksLikeQuestion(lexicon: Lexicon, tokens: Tokens): boolean {
  if (/[?？]/.test(tokens.text)) return tokens.normal.length > 0;
  if (tokens.normal.length > 1 && containsPhrase(lexicon.questionWords, tokens)) return true;
  return tokens.normal.filter((word) => !/\d/.test(word)).length >= wordsOfASentence;
}
