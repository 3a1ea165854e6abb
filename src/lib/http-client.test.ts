import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient, redactUrl } from './http-client.ts';

const client = createHttpClient({ timeoutMs: 2_000, maxBytes: 1_000 });
const servers: Server[] = [];
afterEach(() => {
  client.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the HTTP client', () => {
  it('sends JSON and reads JSON with any status', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.writeHead(422).end(`{"got":${body},"at":"${request.url}"}`));
    });

    const answer = await client.request({ method: 'POST', url, query: { q: 'a b' }, body: { one: 1 } });

    expect(answer).toMatchObject({
      ok: true,
      value: { status: 422, body: { got: { one: 1 }, at: '/?q=a+b' } },
    });
  });

  it('gives bytes as they came', async () => {
    const url = await serve((_, response) => response.end(Buffer.from([0, 255, 1])));
    const answer = await client.request({ url, expect: 'bytes' });
    expect(answer.ok && [...answer.value.body]).toEqual([0, 255, 1]);
  });

  it('gives up after the deadline, even when bytes keep dripping', async () => {
    const url = await serve((_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const answer = await client.request({ url, timeoutMs: 150 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'timeout', maybeSent: true } });
  });

  it('refuses an answer beyond the cap', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(5_000)));
    expect(await client.request({ url, expect: 'text' })).toMatchObject({ error: { code: 'too_large' } });
  });

  it('says that nobody answered, and that nothing was sent', async () => {
    const url = await serve((_, response) => response.end());
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect(await client.request({ url })).toMatchObject({ error: { code: 'unreachable', maybeSent: false } });
  });

  it('calls a page that should be JSON malformed, but keeps the status of a refusal', async () => {
    const url = await serve((request, response) =>
      response.writeHead(request.url === '/bad' ? 502 : 200).end('<html>'),
    );
    expect(await client.request({ url })).toMatchObject({ error: { code: 'malformed' } });
    expect(await client.request({ url: `${url}/bad` })).toMatchObject({ ok: true, value: { status: 502 } });
  });

  it('follows no redirect', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/else' }).end());
    expect(await client.request({ url })).toMatchObject({ ok: true, value: { status: 302 } });
  });

  it('keeps tokens and queries out of what may be logged', () => {
    expect(redactUrl('https://api.example/bot12345:abcdef/send?token=secret')).toBe(
      'https://api.example/…/send',
    );
  });
});
