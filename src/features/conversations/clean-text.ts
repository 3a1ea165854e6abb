/** PostgreSQL stores neither NUL nor half a surrogate pair; a citizen's keyboard can send both. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? cleanText(part) : part));
}

function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}
