import type { Accepted, HistoryPage, SessionAnswer } from '../../../src/contracts/web-chat.ts';
import type { PendingEntry } from './conversation.ts';

export const base = '/api/web-chat';
const patienceMs = 20_000;
const photoPatienceMs = 120_000;

/** What became of one attempt to send. `later`: try again, not before `retryAfterMs` if the server named it. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly accepted: Accepted }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'later'; readonly retryAfterMs?: number; readonly code?: string };

/**
 * Starts or prolongs the session; rejects when the ward is out of reach.
 * One at a time over all tabs: two first visits at once would end in two conversations.
 */
export async function startSession(): Promise<SessionAnswer> {
  const start = async () => read<SessionAnswer>(await call('/session', { method: 'POST' }));
  return 'locks' in navigator ? navigator.locks.request('gan-dan-session', start) : start();
}

export async function endSession(): Promise<void> {
  const response = await call('/session', { method: 'DELETE' });
  if (!response.ok) throw new Error(`DELETE session ${response.status}`);
}

export async function readHistory(before: string | null): Promise<HistoryPage> {
  const query = before === null ? '' : `?before=${encodeURIComponent(before)}`;
  return read(await call(`/history${query}`));
}

export async function deliver(entry: PendingEntry): Promise<Outcome> {
  try {
    const first = await post(entry);
    if (first.status !== 401) return await outcomeOf(first);
    await startSession();
    return await outcomeOf(await post(entry));
  } catch {
    // No answer: it may or may not have arrived, and sending the same id again is safe.
    return { kind: 'later' };
  }
}

function post({ id, content }: PendingEntry): Promise<Response> {
  if (content.kind === 'photo') {
    const { photo } = content;
    const headers = { 'Content-Type': photo.type || 'application/octet-stream' };
    return call(`/photos?id=${id}`, { method: 'POST', headers, body: photo }, photoPatienceMs);
  }
  const headers = { 'Content-Type': 'application/json' };
  return call('/messages', { method: 'POST', headers, body: JSON.stringify({ id, content }) });
}

async function outcomeOf(response: Response): Promise<Outcome> {
  if (response.ok) return { kind: 'accepted', accepted: await read<Accepted>(response) };
  const code = await codeOf(response);
  const canWait = response.status === 429 || response.status === 401 || response.status >= 500;
  if (!canWait) return { kind: 'refused', code };
  const seconds = Number(response.headers.get('Retry-After'));
  if (response.status !== 429 && response.status !== 503) return { kind: 'later' };
  return seconds > 0 ? { kind: 'later', code, retryAfterMs: seconds * 1000 } : { kind: 'later', code };
}

async function codeOf(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { error?: { code?: unknown } };
    return String(body.error?.code ?? response.status);
  } catch {
    // Something between us and the ward answered in its own words.
    return String(response.status);
  }
}

async function read<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url} ${response.status}`);
  return (await response.json()) as T;
}

async function call(path: string, init: RequestInit = {}, timeoutMs = patienceMs): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    return await fetch(base + path, { ...init, signal: stop.signal, credentials: 'same-origin' });
  } finally {
    clearTimeout(timer);
  }
}
