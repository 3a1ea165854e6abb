/** Mobile heads 3, 5, 7, 8, 9 and eight digits; a land line is 2 and eight or nine. */
const vietnamese = /^(?:\+?84|0084|0)([35789]\d{8}|2\d{8,9})$/;

/**
 * A number that a person can be answered at, as `84…`. Undefined for short numbers and names, by which other
 * gateways, banks and phone companies write: an answer would reach a machine, or nobody.
 */
export function citizenNumber(text: string): string | undefined {
  const match = vietnamese.exec(text.replace(/[\s.\-()]/g, ''));
  return match?.[1] && `84${match[1]}`;
}
