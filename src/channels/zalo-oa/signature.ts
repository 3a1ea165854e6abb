import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { RawRequest } from '../channel.ts';
import { parseJson } from './parse-json.ts';

const header = 'x-zevent-signature';
const Timed = z.object({ timestamp: z.union([z.string(), z.number()]) });

export interface Signer {
  readonly appId: string;
  readonly oaId: string;
  readonly oaSecretKey: string;
}

/** `with_oa_id`: by somebody who knows the secret but puts the account's id where the app's belongs. */
export type SignatureVerdict = 'genuine' | 'with_oa_id' | 'forged';

/** The hexadecimal digest that came with a request; undefined when there is no such header. */
export function signatureOf({ headers }: RawRequest): string | undefined {
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === header) ?? [];
  return value?.trim().replace(/^mac=/i, '').toLowerCase();
}

/**
 * https://github.com/zaloplatform/zalo-java-sdk, MacUtils.buildMac: a plain SHA-256 of app id, body as it came,
 * timestamp and the account's secret key. Late repeats carry the first timestamp, so its age says nothing.
 */
export function judgeSignature(request: RawRequest, signer: Signer): SignatureVerdict {
  const given = signatureOf(request);
  if (given === undefined) return 'forged';
  const timestamp = timestampOf(request.body);
  const fits = (id: string) => isSame(digest(id, request.body, timestamp + signer.oaSecretKey), given);
  if (fits(signer.appId)) return 'genuine';
  return fits(signer.oaId) ? 'with_oa_id' : 'forged';
}

function timestampOf(body: Buffer): string {
  const timed = Timed.safeParse(parseJson(body.toString('utf8')));
  return timed.success ? String(timed.data.timestamp) : '';
}

const digest = (id: string, body: Buffer, ending: string): Buffer =>
  Buffer.from(createHash('sha256').update(id).update(body).update(ending).digest('hex'));

function isSame(expected: Buffer, given: string): boolean {
  const bytes = Buffer.from(given);
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}
