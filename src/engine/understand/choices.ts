import type { Lexicon } from '../lexicon.ts';
import type { Offered } from '../session.ts';
import { type LabelWords, readLabel, withoutFillers } from './labels.ts';
import { findPhrase, trimPhrases } from './phrases.ts';
import { looksLikeQuestion } from './questions.ts';
import { slice, type Tokens, wordsAgree } from './tokens.ts';

export type ChoiceMatch =
  | { readonly kind: 'one'; readonly at: number }
  | { readonly kind: 'several'; readonly at: readonly number[] }
  | { readonly kind: 'out_of_range' }
  | { readonly kind: 'none' };

/** Longer than the longest label in use; whoever writes more is not choosing. */
const maxChoiceWords = 60;

const none: ChoiceMatch = { kind: 'none' };
const one = (at: number): ChoiceMatch => ({ kind: 'one', at });

/** The choice meant without doubt: number, position, yes/no or the whole label. */
export function matchExactly(lexicon: Lexicon, offered: readonly Offered[], typed: Tokens): ChoiceMatch {
  if (offered.length === 0 || typed.normal.length > maxChoiceWords) return none;
  const labels = offered.map(({ label }) => labelWords(lexicon, label));
  const whole = labels.findIndex((label) => sameWords(typed, label.whole));
  if (whole >= 0) return one(whole);
  const said = yesNo(lexicon, offered, typed);
  if (said.kind !== 'none') return said;
  const bare = trimmed(lexicon, typed);
  if (bare.normal.length === 0) return none;
  const byNumber = matchPosition(lexicon, offered.length, bare);
  if (byNumber.kind !== 'none') return byNumber;
  const found = labels.findIndex((label) => sameWords(bare, label.whole) || sameWords(bare, label.bare));
  return found < 0 ? yesNo(lexicon, offered, bare) : one(found);
}

/** The choices whose label contains what was typed as neighbouring words, or the yes or no that it begins with. */
export function matchPartly(lexicon: Lexicon, offered: readonly Offered[], typed: Tokens): ChoiceMatch {
  if (typed.normal.length > maxChoiceWords) return none;
  const bare = trimmed(lexicon, typed);
  const size = bare.normal.length;
  if (size === 0 || (bare.normal.join('').length < 2 && size === 1)) return none;
  const found = offered.flatMap(({ label }, at) => {
    const { whole } = labelWords(lexicon, label);
    return containsWords(whole, bare) && (denies(lexicon, bare) || !denies(lexicon, whole)) ? [at] : [];
  });
  if (found.length > 1) return { kind: 'several', at: found };
  return found[0] === undefined ? choiceOf(offered, firstYesNo(lexicon, typed)) : one(found[0]);
}

/** Is something denied in it? "Gửi" is no part of "không gửi nữa". */
const denies = ({ yesNo }: Lexicon, tokens: Tokens): boolean =>
  tokens.normal.some((_, at) => findPhrase(yesNo, tokens, at, at + 1) === 'no');

function labelWords(lexicon: Lexicon, label: string): LabelWords {
  return lexicon.labels.get(label) ?? readLabel(lexicon.fillers, label);
}

const trimmed = (lexicon: Lexicon, tokens: Tokens): Tokens => withoutFillers(lexicon.fillers, tokens);

/** Longest answer that is still yes or no by its first words: "không cần đâu". */
const maxYesNoWords = 4;

function yesNo(lexicon: Lexicon, offered: readonly Offered[], typed: Tokens): ChoiceMatch {
  if (!offered.some(({ value }) => value === 'yes' || value === 'no')) return none;
  return choiceOf(offered, findPhrase(lexicon.yesNo, typed));
}

function choiceOf(offered: readonly Offered[], said: string | undefined): ChoiceMatch {
  const at = said === undefined ? -1 : offered.findIndex(({ value }) => value === said);
  return at < 0 ? none : one(at);
}

/** "Có phí không" begins like a yes and is a question; a no stays a no. */
function firstYesNo(lexicon: Lexicon, typed: Tokens): 'yes' | 'no' | undefined {
  const size = typed.normal.length;
  if (size > maxYesNoWords || typed.text.includes('?')) return undefined;
  for (let to = size - 1; to > 0; to -= 1) {
    const said = findPhrase(lexicon.yesNo, typed, 0, to);
    if (said === 'no' || (said === 'yes' && !asksYesNo(lexicon, slice(typed, to)))) return said;
  }
  return undefined;
}

function asksYesNo(lexicon: Lexicon, rest: Tokens): boolean {
  const end = findPhrase(lexicon.yesNo, rest, rest.normal.length - 1);
  return end === 'no' || looksLikeQuestion(lexicon, rest);
}

function matchPosition(lexicon: Lexicon, size: number, typed: Tokens): ChoiceMatch {
  const { from, to } = trimPhrases(lexicon.positionMarkers, typed);
  const position = to > from ? findPosition(lexicon, typed, from, to) : undefined;
  const named = position ?? findPosition(lexicon, typed, 0, typed.normal.length);
  if (named === undefined) return none;
  const at = named === 'last' ? size : Number(named);
  return at >= 1 && at <= size ? one(at - 1) : { kind: 'out_of_range' };
}

function findPosition(lexicon: Lexicon, typed: Tokens, from: number, to: number): string | undefined {
  const digits = typed.normal[from] ?? '';
  if (to - from === 1 && /^\d{1,2}$/.test(digits)) return digits;
  return findPhrase(lexicon.positions, typed, from, to);
}

function sameWords(typed: Tokens, label: Tokens): boolean {
  const size = typed.normal.length;
  if (size === 0 || size !== label.normal.length) return false;
  return (
    typed.normal.every((_, at) => wordsAgree(typed, at, label, at)) ||
    (size > 1 && typed.folded.every((word, at) => word === label.folded[at]))
  );
}

function containsWords(label: Tokens, typed: Tokens): boolean {
  const size = typed.normal.length;
  for (let start = 0; start + size <= label.normal.length; start += 1) {
    if (typed.normal.every((_, at) => wordsAgree(typed, at, label, start + at))) return true;
  }
  return false;
}
