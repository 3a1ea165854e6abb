import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { type Api, InputFile } from 'grammy';
import { afterEach, describe, expect, it } from 'vitest';
import type { SendError } from '../channel.ts';
import { createClients } from './client.ts';
import { TelegramConfig } from './config.ts';
import { sendErrorOf } from './errors.ts';
import { createFetch, NeverSent } from './fetch.ts';

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function serveSockets(onSocket: (socket: Socket) => void): Promise<string> {
  const port = await listen(createTcpServer((socket) => onSocket(socket.on('error', () => undefined))));
  return `127.0.0.1:${port}`;
}

async function serve(answer: RequestListener): Promise<{ server: HttpServer; apiRoot: string }> {
  const server = createServer(answer);
  closing.push(() => server.closeAllConnections());
  return { server, apiRoot: `http://127.0.0.1:${await listen(server)}` };
}

interface Limits {
  readonly connectMs?: number;
  readonly idleMs?: number;
  readonly maxBytes?: number;
  readonly callTimeoutMs?: number;
}

function connect(apiRoot: string, { callTimeoutMs = 10_000, ...limits }: Limits = {}): Api['raw'] {
  const fetch = createFetch(apiRoot, limits) as unknown as typeof globalThis.fetch;
  return createClients(TelegramConfig.parse({ mode: 'polling', token: '1:t', apiRoot }), {
    fetch,
    callTimeoutMs,
  }).api;
}

const send = (api: Api['raw']) => api.sendMessage({ chat_id: 7001, text: 'Chào bà con' });

async function failureAt(apiRoot: string, limits?: Limits): Promise<SendError> {
  return send(connect(apiRoot, limits)).then(() => expect.unreachable(), sendErrorOf);
}

const openConnections = (server: Server) =>
  new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
const noOpenConnection = (server: Server) =>
  expect.poll(() => openConnections(server), { timeout: 10_000 }).toBe(0);

describe('a message that provably never left', () => {
  it('met a closed port', async () => {
    const { server, apiRoot } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));

    expect(await failureAt(apiRoot)).toMatchObject({ vendorCode: 'ECONNREFUSED', provablyUnsent: true });
  });

  it('waited for a connection that was never made', async () => {
    const host = await serveSockets(() => undefined);

    const failure = await failureAt(`https://${host}`, { connectMs: 30 });

    expect(failure).toMatchObject({ vendorCode: 'UND_ERR_CONNECT_TIMEOUT', provablyUnsent: true });
  });

  it('was cut off before the connection was private, as a censor would', async () => {
    const host = await serveSockets((socket) => socket.once('data', () => socket.resetAndDestroy()));

    expect(await failureAt(`https://${host}`)).toMatchObject({
      vendorCode: 'ECONNRESET',
      provablyUnsent: true,
    });
  });

  it('was given up while it waited, and is not sent when the connection comes after all', async () => {
    const urls: string[] = [];
    const { apiRoot } = await serve(({ url = '' }, response) => {
      urls.push(url);
      response.end('{}');
    });
    const fetch = createFetch(apiRoot);
    const stop = new AbortController();
    const call = { method: 'POST', headers: {}, body: 'x', signal: stop.signal } as const;

    const waiting = fetch(`${apiRoot}/waiting`, call);
    stop.abort();

    await expect(waiting).rejects.toBeInstanceOf(NeverSent);
    await expect(fetch(`${apiRoot}/late`, call)).rejects.toBeInstanceOf(NeverSent);
    await fetch(`${apiRoot}/next`, { ...call, signal: new AbortController().signal });
    expect(urls).toEqual(['/next']);
  });
});

describe('a message that may have arrived', () => {
  it('met a server that hung up instead of answering, and is not sent again', async () => {
    let requests = 0;
    const { apiRoot } = await serve((request) => {
      requests += 1;
      request.socket.destroy();
    });
    const api = connect(apiRoot);

    const failures = await Promise.all(
      Array.from({ length: 20 }, () => send(api).then(() => expect.unreachable(), sendErrorOf)),
    );

    expect(new Set(failures.map(({ provablyUnsent }) => provablyUnsent))).toEqual(new Set([false]));
    expect(requests).toBe(20);
  });

  it.each<[string, RequestListener]>([
    ['no answer', () => undefined],
    ['half an answer', (_request, response) => void response.write('{"ok":')],
  ])('met %s within the time of the call, and is not sent again', async (_name, answer) => {
    let requests = 0;
    const { server, apiRoot } = await serve((...call) => {
      requests += 1;
      answer(...call);
    });

    const failure = await failureAt(apiRoot, { callTimeoutMs: 100, idleMs: 30 });

    expect(failure).toMatchObject({ code: 'unreachable', provablyUnsent: false });
    await noOpenConnection(server);
    expect(requests).toBe(1);
  });

  it('was answered at too great a length', async () => {
    const { apiRoot } = await serve((_request, response) => void response.end('x'.repeat(2_000)));

    expect(await failureAt(apiRoot, { maxBytes: 1_000 })).toMatchObject({
      vendorCode: 'UND_ERR_RES_EXCEEDED_MAX_SIZE',
      provablyUnsent: false,
    });
  });

  it('was answered with a web page', async () => {
    const { apiRoot } = await serve((_request, response) => void response.end('<html>'));

    expect(await failureAt(apiRoot)).toMatchObject({ vendorCode: 'no_answer', provablyUnsent: false });
  });
});

describe('the connections to Telegram', () => {
  const accept: RequestListener = (request, response) =>
    void request.resume().on('end', () => response.end('{"ok":true,"result":{}}'));

  it('are kept for the next call', async () => {
    const { server, apiRoot } = await serve(accept);
    const api = connect(apiRoot);
    let made = 0;
    server.on('connection', () => {
      made += 1;
    });

    for (let call = 0; call < 3; call += 1) {
      await send(api);
      await setImmediate();
    }

    expect(made).toBe(1);
  });

  it('may be closed by the other side between two calls', async () => {
    const { server, apiRoot } = await serve(accept);
    const api = connect(apiRoot);

    await send(api);
    server.closeIdleConnections();
    await sleep(20);
    await setImmediate();

    expect(await send(api)).toEqual({});
  });

  it('are closed when they were idle too long, whatever the other side offers', async () => {
    const { server, apiRoot } = await serve(accept);

    await send(connect(apiRoot, { idleMs: 30 }));

    await noOpenConnection(server);
  });

  it('last through an answer that takes longer than they may be idle', async () => {
    const { apiRoot } = await serve(
      (_request, response) => void setTimeout(() => response.end('{"ok":true,"result":{}}'), 150),
    );

    expect(await send(connect(apiRoot, { connectMs: 30, idleMs: 30 }))).toEqual({});
  });

  it('carry letters cut in two, and files', async () => {
    const received: string[] = [];
    const { apiRoot } = await serve(async (request, response) => {
      received.push(await text(request));
      const answer = Buffer.from('{"ok":true,"result":{"text":"Gần Dân"}}');
      response.write(answer.subarray(0, 30));
      await sleep(20);
      response.end(answer.subarray(30));
    });
    const document = new InputFile(Readable.from([Buffer.from('tờ khai')]), 'a.txt');

    expect(await connect(apiRoot).sendDocument({ chat_id: 7001, document })).toEqual({ text: 'Gần Dân' });
    expect(received.join()).toContain('tờ khai');
  });
});
