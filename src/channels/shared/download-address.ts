import { err, ok, type Result } from '../../core/result.ts';
import type { HttpClient } from '../../lib/http-client.ts';
import type { FileError } from '../channel.ts';

const timeoutMs = 60_000;

export interface NamedFile {
  /** As a genuine webhook gave it: the address is the permission, so no token of ours goes there. */
  readonly address: string;
  readonly maxBytes: number;
  /** Of the vendor's API: plain http there is a stand-in, whose files may be plain too. */
  readonly apiRoot: string;
}

/** Fetches a file that a vendor keeps under an address of its own. */
export async function downloadAddress(
  http: HttpClient,
  { address, maxBytes, apiRoot }: NamedFile,
): Promise<Result<Buffer, FileError>> {
  if (!mayFetch(address, apiRoot)) return err({ code: 'not_found' });
  const answer = await http.request({ url: address, expect: 'bytes', maxBytes, timeoutMs });
  if (!answer.ok) return err({ code: answer.error.code === 'too_large' ? 'too_large' : 'unreachable' });
  const { status, body } = answer.value;
  if (status === 200) return ok(Buffer.from(body));
  // An address that has run out is forbidden, not missing.
  return err({ code: status >= 400 && status < 500 && status !== 429 ? 'not_found' : 'unreachable' });
}

function mayFetch(address: string, apiRoot: string): boolean {
  const protocol = URL.canParse(address) ? new URL(address).protocol : '';
  return protocol === 'https:' || (protocol === 'http:' && apiRoot.startsWith('http:'));
}
