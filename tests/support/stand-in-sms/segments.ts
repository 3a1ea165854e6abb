/** 3GPP TS 23.038: the default alphabet, and the characters that take two places. */
const alphabet = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('^{}\\[~]|€\f');

/** One message alone, and each part of a longer one, which has a header. */
const gsm7 = { single: 160, part: 153 } as const;
const ucs2 = { single: 70, part: 67 } as const;
export const mostParts = 4;

export const isGsm7 = (text: string): boolean =>
  [...text].every((one) => alphabet.has(one) || extension.has(one));

/** As the GSM-7 alphabet has it; Kannel 1.4.5 puts a question mark for what it lacks. */
export const toGsm7 = (text: string): string =>
  [...text].map((one) => (alphabet.has(one) || extension.has(one) ? one : '?')).join('');

const gsm7Places = (one: string): number => (extension.has(one) ? 2 : 1);

/** Splits a text into the parts that are sent and paid for. */
export function partsOf(text: string, coding: 'gsm7' | 'ucs2'): string[] {
  const { single, part } = coding === 'gsm7' ? gsm7 : ucs2;
  const placesOf = (one: string): number => (coding === 'ucs2' ? one.length : gsm7Places(one));
  const characters = [...text];
  const places = characters.reduce((sum, one) => sum + placesOf(one), 0);
  if (places <= single) return [text];
  const parts = [''];
  let left: number = part;
  for (const one of characters) {
    if (placesOf(one) > left) {
      parts.push('');
      left = part;
    }
    parts[parts.length - 1] += one;
    left -= placesOf(one);
  }
  return parts;
}
