import { eitherCase, laneWord, titleWord, wordStart } from './letter-case.ts';

export interface DoubtfulPlace {
  readonly kind: 'capitals' | 'digits' | 'link';
  readonly words: string;
}

/** `hẻm 45`, `số 7`: may lead to somebody's door. */
const doorNumber = String.raw`${wordStart}(?:${laneWord}|${eitherCase('số, nhà, so, nha')})\s+(?:[Ss]ố\s+)?\d+[A-Za-z]?(?:\s?/\s?\d+[A-Za-z]?)*`;

const patterns: Readonly<Record<DoubtfulPlace['kind'], RegExp>> = {
  link: /(?:https?:\/\/|www\.)\S+/giu,
  digits: new RegExp(String.raw`${doorNumber}|\d(?:[ ./-]?\d){3,}`, 'gu'),
  capitals: new RegExp(String.raw`${wordStart}${titleWord}(?:\s+${titleWord})+`, 'gu'),
};

/**
 * What no rule takes for personal, but a person should look at before a text is public: it leans to showing too
 * much, for it hides nothing. Each once, in the order of the text.
 */
export function doubtfulPlaces(text: string): DoubtfulPlace[] {
  const found = Object.entries(patterns).flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: words }) => ({
      kind: kind as DoubtfulPlace['kind'],
      words,
      index,
    })),
  );
  const seen = new Set<string>();
  return found
    .sort((one, other) => one.index - other.index)
    .filter(({ words }) => !seen.has(words) && seen.add(words))
    .map(({ kind, words }) => ({ kind, words }));
}
