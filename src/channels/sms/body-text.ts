/** By the names that gateways use; UCS-2 of the air is big-endian, whatever browsers mean by the word. */
const decoderByCharset: ReadonlyMap<string, string> = new Map([
  ['utf-16be', 'utf-16be'],
  ['utf-16', 'utf-16be'],
  ['ucs-2', 'utf-16be'],
  ['iso-10646-ucs-2', 'utf-16be'],
  ['utf-16le', 'utf-16le'],
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
]);

/**
 * The words of a plain body. `coding` is Kannel's: 2 = UCS-2, where the content type does not name a charset.
 * Bytes that are no UTF-8 are taken for Latin-1, the other old default.
 */
export function decodeBody(body: Buffer, contentType: string, coding: string | undefined): string {
  const named = /charset="?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase();
  const decoder = decoderByCharset.get(named ?? (coding === '2' ? 'ucs-2' : ''));
  if (decoder) return new TextDecoder(decoder).decode(body);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(body);
    throw error;
  }
}
