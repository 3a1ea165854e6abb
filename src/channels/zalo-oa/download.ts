import { err, ok, type Result } from '../../core/result.ts';
import type { HttpClient } from '../../lib/http-client.ts';
import type { FileError } from '../channel.ts';
import type { ZaloOaConfig } from './config.ts';

const timeoutMs = 60_000;
/** The vendor's file servers take no token: the address is the permission, and it expires. */
const goneStatuses = new Set([401, 403, 404, 410]);

/** Fetches what a webhook named. Plain http is for stand-ins, which is what an openapiUrl of that kind says. */
export async function download(
  { http, config }: { readonly http: HttpClient; readonly config: ZaloOaConfig },
  url: string,
  maxBytes: number,
): Promise<Result<Buffer, FileError>> {
  if (!isAllowed(url, config)) return err({ code: 'not_found' });
  const answer = await http.request({ url, expect: 'bytes', maxBytes, timeoutMs });
  if (!answer.ok) return err({ code: answer.error.code === 'too_large' ? 'too_large' : 'unreachable' });
  const { status, body } = answer.value;
  if (status === 200) return ok(Buffer.from(body));
  return err({ code: goneStatuses.has(status) ? 'not_found' : 'unreachable' });
}

function isAllowed(url: string, { openapiUrl }: ZaloOaConfig): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && openapiUrl.startsWith('http:'));
}
