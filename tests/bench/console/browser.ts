import { Agent, get, type IncomingMessage, request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

export interface Call {
  readonly url: string;
  readonly cookie?: string;
  /** Sent as JSON; its presence makes it a POST. */
  readonly json?: unknown;
  /** The address that a proxy in front would name. */
  readonly from?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 400 });

/** One request as a browser makes it, and how long it took until all of the answer was there. */
export function call({ url, cookie, json, from }: Call): Promise<Reply> {
  const began = performance.now();
  const headers = {
    ...(cookie && { cookie }),
    ...(from && { 'x-forwarded-for': from }),
    ...(json !== undefined && { 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers, method: json === undefined ? 'GET' : 'POST' }, (response) => {
      readAll(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, body, ms: performance.now() - began }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  let body = '';
  response.setEncoding('utf8');
  for await (const part of response) body += part;
  return body;
}

export interface Stream {
  stop(): Promise<void>;
}

/** Server-sent events; resolves once the first line is there. */
export function follow(url: string, cookie: string, onLine: (line: string) => void): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const sent = get(url, { agent: new Agent(), headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`));
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        const lines = (rest + part).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.startsWith('data: ')) onLine(line.slice(6));
        resolve({ stop: async () => void sent.destroy() });
      });
      response.on('error', () => undefined);
    });
    sent.on('error', reject);
  });
}
