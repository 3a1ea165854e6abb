/** Longest text that is looked at; what is longer is cut here and answered with a polite limit. */
export const maxReadChars = 4_000;

const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]|\p{Variation_Selector}/gu;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Vietnamese needs two marks on a letter at most; zalgo piles up dozens. */
const piledMarks = /(\p{M}{2})\p{M}+/gu;
const plainText = /^[\x20-\x7e]*$/;

/** What a citizen typed, without control characters, bidi marks, zalgo and superfluous blanks. */
export function cleanText(raw: string): string {
  const text = raw.length > maxReadChars ? raw.slice(0, maxReadChars) : raw;
  if (plainText.test(text)) return text.replace(/ {2,}/g, ' ').trim();
  return text
    .replace(loneSurrogate, '')
    .replace(invisible, '')
    .normalize('NFC')
    .replace(piledMarks, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
