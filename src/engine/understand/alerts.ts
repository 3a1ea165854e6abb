import type { CompiledAlert } from '../lexicon.ts';
import { containsPhrase, findPhrase, type Phrases } from './phrases.ts';
import { slice, type Tokens } from './tokens.ts';

/** The alert whose words are in the text, leaving out phrases that only look like it (`phòng cháy`). */
export function findAlert(alerts: readonly CompiledAlert[], tokens: Tokens): string | undefined {
  const accented = tokens.normal.some((word, at) => word !== tokens.folded[at]);
  return alerts.find((alert) => {
    const words = accented ? alert.words : alert.unaccented;
    if (!containsPhrase(words, tokens)) return false;
    return containsOutside(words, alert.except, tokens);
  })?.id;
}

function containsOutside(words: Phrases<true>, except: Phrases<true>, tokens: Tokens): boolean {
  let from = 0;
  for (let at = 0; at < tokens.normal.length; at += 1) {
    const size = excepted(except, tokens, at);
    if (size === 0) continue;
    if (containsPhrase(words, slice(tokens, from, at))) return true;
    from = at + size;
    at = from - 1;
  }
  return containsPhrase(words, slice(tokens, from));
}

function excepted(except: Phrases<true>, tokens: Tokens, at: number): number {
  for (let size = Math.min(except.longest, tokens.normal.length - at); size > 0; size -= 1) {
    if (findPhrase(except, tokens, at, at + size) !== undefined) return size;
  }
  return 0;
}
