/** What no column can hold: U+0000, and halves of characters. */
const withoutUnstorable = (text: string): string =>
  text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '');

/** Whatever staff send, without what the database would refuse: the only place where that is seen to. */
export function cleanInput(input: unknown): unknown {
  if (typeof input === 'string') return withoutUnstorable(input);
  if (Array.isArray(input)) return input.map(cleanInput);
  if (typeof input !== 'object' || input === null || Buffer.isBuffer(input)) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [withoutUnstorable(name), cleanInput(value)]),
  );
}
