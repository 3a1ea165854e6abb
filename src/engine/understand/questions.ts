import type { Lexicon } from '../lexicon.ts';
import { containsPhrase, phraseAt } from './phrases.ts';
import type { Tokens } from './tokens.ts';

/** A code, a number or a name is shorter than this many words. */
const wordsOfASentence = 4;

/** Has it a question mark or a question word? */
export function asksSomething(lexicon: Lexicon, tokens: Tokens): boolean {
  if (/[?？]/.test(tokens.text)) return tokens.normal.length > 0;
  return tokens.normal.length > 1 && containsPhrase(lexicon.questionWords, tokens);
}

/**
 * Asks in words that are nothing else: a single "sao" also complains, and without accents "dau" is the head (đầu) of
 * an alley.
 */
export function asksPlainly({ plainQuestions }: Lexicon, tokens: Tokens): boolean {
  if (/[?？]/.test(tokens.text)) return true;
  const size = tokens.normal.length;
  return tokens.normal.some((_, at) => phraseAt(plainQuestions, tokens, at, size) > 1);
}

/** Asks something where words are expected. */
export const asksAside = (lexicon: Lexicon, tokens: Tokens): boolean =>
  asksPlainly(lexicon, tokens) || containsPhrase(lexicon.asides, tokens);

/** Asks for the papers or the fee of something, as nobody does who reports it. */
export const asksForPapers = (lexicon: Lexicon, tokens: Tokens): boolean =>
  asksAside(lexicon, tokens) && containsPhrase(lexicon.papers, tokens);

/** Does a text that is no valid answer look like a question or a request of its own? */
export function looksLikeQuestion(lexicon: Lexicon, tokens: Tokens): boolean {
  if (asksSomething(lexicon, tokens)) return true;
  return tokens.normal.filter((word) => !/\d/.test(word)).length >= wordsOfASentence;
}
