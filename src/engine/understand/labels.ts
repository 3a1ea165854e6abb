import { type Phrases, trimPhrases } from './phrases.ts';
import { slice, type Tokens, tokenize } from './tokens.ts';

/** A label and what remains of it without politeness ("Cho tôi gặp cán bộ" → "gặp cán bộ"). */
export interface LabelWords {
  readonly whole: Tokens;
  readonly bare: Tokens;
}

export function readLabel(fillers: Phrases<true>, label: string): LabelWords {
  const whole = tokenize(label);
  return { whole, bare: withoutFillers(fillers, whole) };
}

export function withoutFillers(fillers: Phrases<true>, tokens: Tokens): Tokens {
  const { from, to } = trimPhrases(fillers, tokens);
  return slice(tokens, from, to);
}
