/** For patterns that tell capitals apart elsewhere: each word small, or with its first letter a capital. */
export function eitherCase(...phrases: readonly string[]): string {
  return `(?:${phrases.map(phrase).join('|')})`;
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
