/**
 * For patterns that tell capitals apart elsewhere: any of the listed phrases (`ông, bà, chủ tịch`), each word of it
 * small or with its first letter a capital.
 */
export function eitherCase(...lists: readonly string[]): string {
  const phrases = lists.flatMap((list) => list.split(', ')).map(phrase);
  return `(?:${phrases.join('|')})`;
}

const phrase = (words: string): string =>
  words
    .split(' ')
    .map((word) => `[${word.charAt(0).toUpperCase()}${word.charAt(0)}]${word.slice(1)}`)
    .join(String.raw`\s+`);

/** Not in the middle of a word or number. */
export const wordStart = String.raw`(?<![\p{L}\p{N}])`;
export const wordEnd = String.raw`(?![\p{L}\p{N}])`;
/** Capital first: `Mẫu`, and the lone `A` of made-up names. */
export const titleWord = String.raw`\p{Lu}\p{Ll}*${wordEnd}`;
/** Small streets, whose number is part of an address. */
export const laneWord = eitherCase('ngõ, ngách, hẻm, kiệt, ngo, ngach, hem, kiet');
