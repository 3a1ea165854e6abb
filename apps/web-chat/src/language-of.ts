import type { Language } from './words.ts';

const word = /\p{L}+/gu;
/** Letters that Vietnamese has and English has not. */
const vietnameseLetter = /[à-ãè-êìíò-õùúýăđĩũơưạ-ỹ]/i;
const vietnameseShare = 0.3;

/**
 * In which language a screen reader should read a message: answers keep the language in which they were written when
 * the page changes its own. English that quotes the name of a procedure is still English.
 */
export function languageOf(text: string): Language | undefined {
  const words = text.normalize('NFC').match(word) ?? [];
  if (words.length < 2) return undefined;
  const vietnamese = words.filter((one) => vietnameseLetter.test(one)).length;
  return vietnamese / words.length > vietnameseShare ? 'vi' : 'en';
}
