import { GrammyError } from 'grammy';
import { err, ok, type Result } from '../../core/result.ts';
import type { FileError } from '../channel.ts';
import { maxDownloadBytes } from './capabilities.ts';
import type { Clients } from './client.ts';
import type { TelegramConfig } from './config.ts';

const downloadTimeoutMs = 60_000;

export interface DownloadDeps {
  readonly api: Clients['api'];
  readonly config: TelegramConfig;
  readonly fetch: typeof globalThis.fetch;
}

/** https://core.telegram.org/bots/api#getfile: the path is good for an hour, so it is asked for each time. */
export async function download(
  deps: DownloadDeps,
  fileId: string,
  wantedBytes: number,
): Promise<Result<Buffer, FileError>> {
  const maxBytes = Math.min(wantedBytes, maxDownloadBytes);
  try {
    const file = await deps.api.getFile({ file_id: fileId });
    if ((file.file_size ?? 0) > maxBytes) return err({ code: 'too_large' });
    if (!file.file_path) return err({ code: 'not_found' });
    return await fetchFile(deps, file.file_path, maxBytes);
  } catch (error) {
    return err({ code: codeOf(error) });
  }
}

async function fetchFile(
  { config, fetch }: DownloadDeps,
  path: string,
  maxBytes: number,
): Promise<Result<Buffer, FileError>> {
  const url = `${config.apiRoot}/file/bot${config.token}/${path.split('/').map(encodeURIComponent).join('/')}`;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), downloadTimeoutMs);
  try {
    const response = await fetch(url, { signal: stop.signal, redirect: 'error' });
    if (!response.ok) return err({ code: response.status === 404 ? 'not_found' : 'unreachable' });
    if (Number(response.headers.get('content-length') ?? 0) > maxBytes) return err({ code: 'too_large' });
    return await readAtMost(response, maxBytes);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** The announced size may be missing or wrong, so the bytes are counted as they come. */
async function readAtMost(response: Response, maxBytes: number): Promise<Result<Buffer, FileError>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return err({ code: 'too_large' });
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks, bytes));
}

function codeOf(error: unknown): FileError['code'] {
  if (!(error instanceof GrammyError) || error.error_code !== 400) return 'unreachable';
  return error.description.includes('too big') ? 'too_large' : 'not_found';
}
