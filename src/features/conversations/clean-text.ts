/** JSON escapes lone surrogates and NUL by itself; a text without such an escape has nothing to clean. */
const suspicious = /\\u(?:0000|d[89a-f])/;

/** PostgreSQL stores neither NUL nor half a surrogate pair; a citizen's keyboard can send both. */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!suspicious.test(json)) return json;
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? cleanText(part) : part));
}

function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}
