import { isGsmText } from './gsm-alphabet.ts';

/** What Unicode does not take apart by itself, in letters that every phone has. */
const plainByLetter: ReadonlyMap<string, string> = new Map([
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['ı', 'i'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['₫', 'd'],
  ['×', 'x'],
  ['÷', ':'],
  ['⁄', '/'],
  ['`', "'"],
  ['→', '->'],
  ['⇒', '=>'],
  ['←', '<-'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '<>'],
  ['\t', ' '],
  ...pairs('‘’‚‛′ʼˈ', "'"),
  ...pairs('“”„‟″«»', '"'),
  ...pairs('‹', '<'),
  ...pairs('›', '>'),
  ...pairs('‐‑‒–—―−', '-'),
  ...pairs('•‣◦▪▫●○■□·∙⁃', '-'),
]);

function pairs(letters: string, plain: string): [string, string][] {
  return [...letters].map((letter) => [letter, plain]);
}

const mark = /\p{M}/gu;
/** Pictures, invisible signs and control characters say nothing in an SMS; other letters leave a trace. */
const silent = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{C}\p{So}\p{Sk}]/u;

/** Any text in the seven-bit alphabet, without accents: `Hồ sơ “đã” xong…` → `Ho so "da" xong...`. */
export function unaccent(text: string): string {
  const bare = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .normalize('NFKD')
    .replace(mark, '');
  return [...bare]
    .map(plain)
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

function plain(letter: string): string {
  if (isGsmText(letter)) return letter;
  const known = plainByLetter.get(letter);
  if (known !== undefined) return known;
  if (/\p{Zs}/u.test(letter)) return ' ';
  return silent.test(letter) ? '' : '?';
}
