import { currentLanguage } from './language.ts';
import { say } from './words.ts';

export const apiBase = '/api/console';
const patienceMs = 30_000;

/** A refusal of the house, with its sentence in the reader's language. Status 0: the house was not reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** What the house found wrong, by the names of the call. */
  readonly fields: readonly string[];

  constructor(failure: {
    readonly status: number;
    readonly code: string;
    readonly message: string;
    readonly fields?: readonly string[];
  }) {
    super(failure.message);
    this.status = failure.status;
    this.code = failure.code;
    this.fields = failure.fields ?? [];
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function call<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const response = await reach(method, path, body);
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

export const ask = <Answer>(path: string): Promise<Answer> => call('GET', path);

/** `?a=1&b=2` of what is there; nothing at all when nothing is. */
export function queryText(values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query}`;
}

async function reach(method: Method, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': currentLanguage(),
  };
  if (method !== 'GET') headers['content-type'] = 'application/json';
  try {
    return await fetch(apiBase + path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(patienceMs),
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    });
  } catch {
    throw new ApiError({ status: 0, code: 'unreachable', message: say('shared.unreachable') });
  }
}

function refusal(status: number, text: string): ApiError {
  const error = readError(text);
  const told = error?.message ?? say('shared.failed');
  const message = error?.reference ? `${told} ${say('shared.reference', { code: error.reference })}` : told;
  return new ApiError({ status, code: error?.code ?? 'failed', message, fields: error?.fields ?? [] });
}

interface ToldError {
  readonly code?: string;
  readonly message?: string;
  readonly reference?: string;
  readonly fields?: readonly string[];
}

/** What stands between us and the house may answer with a page of its own. */
function readError(text: string): ToldError | undefined {
  try {
    return (JSON.parse(text) as { error?: ToldError }).error;
  } catch {
    return undefined;
  }
}
