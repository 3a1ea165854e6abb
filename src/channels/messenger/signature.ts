import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../channel.ts';

/**
 * X-Hub-Signature-256 over the bytes as they came: the vendor signs the escaped form (`\u1ea1`), which no
 * parser gives back. The older SHA-1 header is not looked at.
 */
export function isSigned({ headers, body }: RawRequest, appSecret: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(headerOf(headers, 'x-hub-signature-256'))?.[1];
  const expected = createHmac('sha256', appSecret).update(body).digest();
  return given !== undefined && timingSafeEqual(expected, Buffer.from(given, 'hex'));
}

/** https://developers.facebook.com/docs/graph-api/guides/secure-requests: shows that a call comes from our server. */
export const appSecretProof = (pageToken: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(pageToken).digest('hex');

function headerOf(headers: RawRequest['headers'], name: string): string {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? '';
}
