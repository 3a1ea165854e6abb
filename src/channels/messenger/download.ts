import { err, ok, type Result } from '../../core/result.ts';
import type { HttpClient, HttpError } from '../../lib/http-client.ts';
import type { FileError } from '../channel.ts';

const downloadTimeoutMs = 60_000;

export interface DownloadDeps {
  readonly http: HttpClient;
  /** Where the API answers: a stand-in over plain http may keep its files there too. */
  readonly graphUrl: string;
}

/** The id of a file is its address, which carries its own permission for some days: our token stays here. */
export async function download(
  { http, graphUrl }: DownloadDeps,
  fileId: string,
  maxBytes: number,
): Promise<Result<Buffer, FileError>> {
  if (!mayFetch(fileId, graphUrl)) return err({ code: 'not_found' });
  const answer = await http.request({
    url: fileId,
    expect: 'bytes',
    maxBytes,
    timeoutMs: downloadTimeoutMs,
  });
  if (!answer.ok) return err({ code: codeOf(answer.error) });
  const { status, body } = answer.value;
  if (status === 200) return ok(Buffer.from(body));
  // An address that has run out is forbidden, not missing.
  return err({ code: status >= 400 && status < 500 && status !== 429 ? 'not_found' : 'unreachable' });
}

function mayFetch(url: string, graphUrl: string): boolean {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  return protocol === 'https:' || (protocol === 'http:' && graphUrl.startsWith('http:'));
}

const codeOf = ({ code }: HttpError): FileError['code'] =>
  code === 'too_large' ? 'too_large' : 'unreachable';
