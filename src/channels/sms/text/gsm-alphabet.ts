/** 3GPP TS 23.038, 6.2.1: the default alphabet, without the escape. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡' +
  'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** 3GPP TS 23.038, 6.2.1.1: each is an escape and a letter, and so costs two. */
const extension = '^{}\\[~]|€';

const septets: ReadonlyMap<string, number> = new Map([
  ...[...basic].map((letter) => [letter, 1] as const),
  ...[...extension].map((letter) => [letter, 2] as const),
]);

/** How many seven-bit places a character takes; undefined when the alphabet lacks it. */
export const septetsOf = (letter: string): number | undefined => septets.get(letter);

/** Whether the text can go in seven bits; one other letter makes all of it twice as dear. */
export function isGsmText(text: string): boolean {
  for (const letter of text) if (!septets.has(letter)) return false;
  return true;
}
