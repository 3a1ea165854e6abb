import type { CompiledAlert } from '../lexicon.ts';
import { containsPhrase, meaningsThatFill, type Phrases, phraseAt } from './phrases.ts';
import type { Tokens } from './tokens.ts';

/** Does the text say nothing but that? What is left over may be a question of its own. */
export function isAlertAlone(
  alert: CompiledAlert,
  around: readonly Phrases<unknown>[],
  tokens: Tokens,
): boolean {
  return [alert.words, alert.unaccented].some((words) => meaningsThatFill(words, around, tokens).length > 0);
}

/** The alert whose words are in the text, leaving out phrases that only look like it (`phòng cháy`). */
export function findAlert(alerts: readonly CompiledAlert[], tokens: Tokens): CompiledAlert | undefined {
  const accented = tokens.normal.some((word, at) => word !== tokens.folded[at]);
  return alerts.find((alert) => {
    const words = accented ? alert.words : alert.unaccented;
    const isThere = containsPhrase(words, tokens) && containsOutside(alert, words, tokens);
    return isThere || tellsOfTrouble(alert, tokens, accented);
  });
}

/** A thing and what is wrong with it, with whatever stands between. */
function tellsOfTrouble(alert: CompiledAlert, tokens: Tokens, accented: boolean): boolean {
  return (
    containsPhrase(alert.things, tokens) &&
    containsPhrase(accented ? alert.troubles : alert.plainTroubles, tokens) &&
    !containsPhrase(alert.except, tokens)
  );
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
