import { randomUUID } from 'node:crypto';

/** A browser without a page: one session and its calls. */
export interface WebChatClient {
  readonly cookie: string;
  post(
    path: string,
    body: NonNullable<RequestInit['body']>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  send(content: object, id?: string): Promise<Response>;
  /** Reads the stream until `count` messages came; resolves to their ids. */
  readIds(count: number, after?: { query?: number; header?: number }): Promise<number[]>;
}

export async function newWebChatClient(url: string): Promise<WebChatClient> {
  const base = `${url}/api/web-chat`;
  const session = await fetch(`${base}/session`, { method: 'POST' });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const post: WebChatClient['post'] = (path, body, headers = {}) =>
    fetch(base + path, { method: 'POST', body, headers: { cookie, ...headers } });
  return {
    cookie,
    post,
    get: (path, headers = {}) => fetch(base + path, { headers: { cookie, ...headers } }),
    send: (content, id = randomUUID()) =>
      post('/messages', JSON.stringify({ id, content }), { 'Content-Type': 'application/json' }),
    async readIds(count, { query, header } = {}) {
      const stop = new AbortController();
      const response = await fetch(`${base}/events${query === undefined ? '' : `?after=${query}`}`, {
        headers: { cookie, ...(header !== undefined && { 'Last-Event-ID': String(header) }) },
        signal: stop.signal,
      });
      const ids: number[] = [];
      for await (const line of lines(response)) {
        if (line.startsWith('id: ')) ids.push(Number(line.slice(4)));
        if (ids.length >= count) break;
      }
      stop.abort();
      return ids;
    },
  };
}

/** The lines of an event stream as they come. */
export async function* lines(response: Response): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}
