import { isGsmText, septetsOf } from './gsm-alphabet.ts';

/** Places in a message of one part, and in each part of a longer one, whose header takes the rest. */
export const partSizes = {
  gsm: { single: 160, part: 153 },
  ucs2: { single: 70, part: 67 },
} as const;

/** The parts that a phone company bills for a text; a character is never torn between two of them. */
export function countSegments(text: string): number {
  const isGsm = isGsmText(text);
  const { single, part } = isGsm ? partSizes.gsm : partSizes.ucs2;
  let segments = 1;
  let inPart = 0;
  let total = 0;
  for (const letter of text) {
    const size = isGsm ? (septetsOf(letter) ?? 1) : letter.length;
    total += size;
    if (inPart + size > part) {
      segments += 1;
      inPart = 0;
    }
    inPart += size;
  }
  return total <= single ? 1 : segments;
}

/**
 * The text within at most `most` parts: what is over goes at the end of a sentence, else after a word.
 * The caller's text is whole whenever it fits.
 */
export function cutToSegments(text: string, most: number): string {
  if (countSegments(text) <= most) return text;
  const letters = [...text];
  const fitting = longest(letters, (head) => countSegments(head) <= most);
  const sentences = lastSentenceEnd(fitting, text);
  if (sentences >= fitting.length / 2) return fitting.slice(0, sentences).trimEnd();
  const shorter = longest(letters, (head) => countSegments(head + cutMark) <= most);
  const word = shorter.search(/\s\S*$/);
  return (word > 0 ? shorter.slice(0, word) : shorter).trimEnd() + cutMark;
}

const cutMark = '...';

/** The longest beginning that fits; a longer one never takes fewer parts. */
function longest(letters: readonly string[], fits: (head: string) => boolean): string {
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(letters.slice(0, middle).join(''))) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('');
}

/** Where the last whole sentence ends; the number in front of a list's line is none. */
function lastSentenceEnd(head: string, text: string): number {
  const withNext = text.slice(0, head.length + 1);
  const ends = [...withNext.matchAll(/\n|(?<!^ ?\d{1,2})[.!?](?=\s)/gm)];
  const last = ends.at(-1);
  if (!last) return 0;
  return last[0] === '\n' ? last.index : last.index + 1;
}
