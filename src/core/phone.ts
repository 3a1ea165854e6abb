/** Mobile heads 3, 5, 7, 8, 9; a land line is 2 and 8 or 9 more digits. */
const mobile = /^(?:840?|0)?([35789]\d{8})$/;
const landLine = /^(?:840?|0)(2\d{8,9})$/;

/**
 * A Vietnamese phone number as `84…` without "+", from any usual writing; undefined when it is none.
 * A mobile number without its leading zero is accepted: spreadsheets drop it.
 */
export function normalisePhone(text: string): string | undefined {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s.\-()]/g, '')
    .replace(/^(?:\+|00)84/, '84');
  const match = mobile.exec(digits) ?? landLine.exec(digits);
  return match?.[1] && `84${match[1]}`;
}

/** Every phone number in a cell that may hold several: `0900 000 001; 0900.000.002`. */
export function phonesIn(text: string): string[] {
  return text
    .split(/[;,/\n]| - |\s{2,}/)
    .map(normalisePhone)
    .filter((phone) => phone !== undefined);
}

const phoneInText = /(?<![\d.])(?:\+?84|0)(?:[\s.\-()]*\d){8,10}(?![\d])/g;

/** The first phone number anywhere in a sentence; `text` is how it was written there. */
export function findPhone(text: string): { readonly phone: string; readonly text: string } | undefined {
  for (const [written] of text.normalize('NFKC').matchAll(phoneInText)) {
    const phone = normalisePhone(written);
    if (phone !== undefined) return { phone, text: written };
  }
  return undefined;
}
