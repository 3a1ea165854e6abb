import type { Lexicon } from '../lexicon.ts';
import { containsPhrase } from './phrases.ts';
import type { Tokens } from './tokens.ts';

/** A code, a number or a name is shorter than this many words. */
const wordsOfASentence = 4;

/** Has it a question mark or a question word? */
export function asksSomething(lexicon: Lexicon, tokens: Tokens): boolean {
  if (/[?？]/.test(tokens.text)) return tokens.normal.length > 0;
  return tokens.normal.length > 1 && containsPhrase(lexicon.questionWords, tokens);
}

/** Does a text that is no valid answer look like a question or a request of its own? */
export function looksLikeQuestion(lexicon: Lexicon, tokens: Tokens): boolean {
  if (asksSomething(lexicon, tokens)) return true;
  return tokens.normal.filter((word) => !/\d/.test(word)).length >= wordsOfASentence;
}
