/**
 * The last 4 digits out of what was typed: the 4 digits themselves, or a whole phone number or id, of which
 * only the end is kept. Undefined when it is neither.
 */
export function lastFourDigits(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s.\-+()]/g, '');
  return /^(?:\d{4}|\d{9,13})$/.test(digits) ? digits.slice(-4) : undefined;
}
