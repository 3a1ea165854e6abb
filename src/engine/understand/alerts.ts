import type { Alert, FlowBook } from '../flow-book.ts';
import type { CompiledAlert } from '../lexicon.ts';
import { containsPhrase, phraseAt } from './phrases.ts';
import type { Tokens } from './tokens.ts';

/** The alert whose words are in the text, leaving out phrases that only look like it (`đã gặp cán bộ`). */
function isHeard(alert: CompiledAlert, tokens: Tokens): boolean {
  const accented = tokens.normal.some((word, at) => word !== tokens.folded[at]);
  const words = accented ? alert.words : alert.unaccented;
  return containsPhrase(words, tokens) && containsOutside(alert, words, tokens);
}

/** The first alert of the book whose rule hears the text, or whose words are in it. */
export function findAlert({ lexicon, routes, rules }: FlowBook, tokens: Tokens): Alert | undefined {
  return Object.entries(routes.alerts).find(([id, { rule }]) => {
    if (rule !== undefined) return rules[rule]?.check(tokens.text).ok === true;
    return lexicon.alerts.some((alert) => alert.id === id && isHeard(alert, tokens));
  })?.[1];
}

/** Looks only at the stretches between the excepted phrases. */
function containsOutside({ except }: CompiledAlert, words: CompiledAlert['words'], tokens: Tokens): boolean {
  const size = tokens.normal.length;
  let from = 0;
  for (let at = 0; at < size; at += 1) {
    const skipped = phraseAt(except, tokens, at, size);
    if (skipped === 0) continue;
    if (containsPhrase(words, tokens, from, at)) return true;
    from = at + skipped;
    at = from - 1;
  }
  return containsPhrase(words, tokens, from);
}
