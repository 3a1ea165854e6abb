import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { AxiosError, type AxiosResponse, type RawAxiosRequestHeaders } from 'axios';
import { err, ok, type Result } from '../core/result.ts';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, `URLSearchParams` as a form, bytes and text as they are, `FormData` as multipart. */
  readonly body?: object | string | Uint8Array | URLSearchParams | FormData;
  /** From the first byte out to the last byte in. */
  readonly timeoutMs?: number;
  /** Of the answer, after decompression. */
  readonly maxBytes?: number;
  /** What to make of the body; an answer that is not JSON where JSON is wanted is `malformed`. */
  readonly expect?: 'json' | 'text' | 'bytes';
}

/** An answer with any status: what a refusal means is for the caller, who knows the vendor. */
export interface HttpAnswer<Body = unknown> {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** No answer that could be read. `detail` is for logs: no query, no body, no header. */
export interface HttpError {
  readonly code: 'timeout' | 'unreachable' | 'too_large' | 'malformed';
  /** True when the request may have reached the other side, so that a repetition could act twice. */
  readonly maybeSent: boolean;
  readonly detail: string;
}

export interface HttpClient {
  request(request: HttpRequest & { expect: 'bytes' }): Promise<Result<HttpAnswer<Uint8Array>, HttpError>>;
  request(request: HttpRequest & { expect: 'text' }): Promise<Result<HttpAnswer<string>, HttpError>>;
  request(request: HttpRequest): Promise<Result<HttpAnswer, HttpError>>;
  /** Closes idle connections. */
  close(): void;
}

export interface HttpClientOptions {
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Connections kept open to one host. */
  readonly connections?: number;
}

/** The one way out over HTTP: keep-alive, no redirects, a deadline and a size cap on everything. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const pool = { keepAlive: true, maxSockets: options.connections ?? 50, maxFreeSockets: 20 };
  const agents = [new HttpAgent(pool), new HttpsAgent(pool)] as const;
  const client = axios.create({
    // Measured twice as fast as its fetch adapter.
    adapter: 'http',
    httpAgent: agents[0],
    httpsAgent: agents[1],
    maxRedirects: 0,
    responseType: 'arraybuffer',
    transformResponse: [],
    validateStatus: () => true,
    // A proxy of the environment would see what is meant for the vendor alone.
    proxy: false,
  });
  const request = async (wanted: HttpRequest): Promise<Result<HttpAnswer, HttpError>> => {
    const timeoutMs = wanted.timeoutMs ?? options.timeoutMs ?? 10_000;
    const maxBytes = wanted.maxBytes ?? options.maxBytes ?? 2_000_000;
    try {
      const response = await client.request<Buffer>({
        method: wanted.method ?? 'GET',
        url: wanted.url,
        ...(wanted.query ? { params: wanted.query } : {}),
        ...(wanted.headers ? { headers: { ...wanted.headers } } : {}),
        ...(wanted.body === undefined ? {} : { data: bodyOf(wanted.body) }),
        maxContentLength: maxBytes,
        maxBodyLength: Number.POSITIVE_INFINITY,
        // axios's own timeout restarts with every byte of a slow answer.
        signal: AbortSignal.timeout(timeoutMs),
      });
      return read(response, wanted);
    } catch (error) {
      return err(explain(error, wanted.url));
    }
  };
  return {
    request: request as HttpClient['request'],
    close() {
      for (const agent of agents) agent.destroy();
    },
  };
}

const bodyOf = (body: NonNullable<HttpRequest['body']>): unknown =>
  body instanceof Uint8Array && !Buffer.isBuffer(body) ? Buffer.from(body) : body;

function read(response: AxiosResponse<Buffer>, wanted: HttpRequest): Result<HttpAnswer, HttpError> {
  const answer = { status: response.status, headers: flatten(response.headers as RawAxiosRequestHeaders) };
  const bytes = response.data;
  if (wanted.expect === 'bytes') return ok({ ...answer, body: new Uint8Array(bytes) });
  const text = bytes.toString('utf8');
  if (wanted.expect === 'text') return ok({ ...answer, body: text });
  if (text === '') return ok({ ...answer, body: null });
  try {
    return ok({ ...answer, body: JSON.parse(text) as unknown });
  } catch {
    // A gateway's HTML page beside a bad status is still an answer; its status says enough.
    if (response.status >= 400) return ok({ ...answer, body: text });
    return err({ code: 'malformed', maybeSent: true, detail: `${redactUrl(wanted.url)}: không phải JSON` });
  }
}

function flatten(headers: RawAxiosRequestHeaders): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function explain(error: unknown, url: string): HttpError {
  const code = error instanceof AxiosError ? (error.code ?? '') : '';
  const where = redactUrl(url);
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
    return { code: 'timeout', maybeSent: true, detail: `${where}: quá thời gian chờ` };
  }
  // The only bad response left, as every status is accepted.
  if (code === 'ERR_BAD_RESPONSE' && /maxContentLength/.test((error as Error).message)) {
    return { code: 'too_large', maybeSent: true, detail: `${where}: câu trả lời quá lớn` };
  }
  if (!(error instanceof AxiosError)) throw error;
  return {
    code: 'unreachable',
    maybeSent: !neverConnected.has(code),
    detail: `${where}: ${code || 'lỗi mạng'}`,
  };
}

/** An address that may be logged: origin and path, without query, and without anything that looks like a token. */
export function redactUrl(url: string): string {
  if (!URL.canParse(url)) return '[địa chỉ không hợp lệ]';
  const { protocol, host, pathname } = new URL(url);
  const path = pathname
    .split('/')
    .map((part) => (/[\d:_-]/.test(part) && part.length > 8 ? '…' : part))
    .join('/');
  return `${protocol}//${host}${path}`;
}
