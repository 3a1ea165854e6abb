/**
 * Text that PostgreSQL can keep: a NUL is refused by `text`, a lone surrogate by `jsonb`. One such message
 * would otherwise fail the whole batch it is stored with.
 */
export function storableText(raw: string): string {
  return raw.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}
