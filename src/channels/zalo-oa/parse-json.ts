/** A JSON string, or a number: whatever is neither cannot contain one. */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const tooLongForANumber = /^-?\d{16,}$/;

/**
 * Reads JSON; undefined when it is none. Whole numbers of 16 digits or more become strings: the vendor's ids
 * exceed 2^53, and some senders write them without quotes.
 */
export function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!/\d{16}/.test(text)) return parsed;
    return JSON.parse(text.replace(token, (found) => (tooLongForANumber.test(found) ? `"${found}"` : found)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
