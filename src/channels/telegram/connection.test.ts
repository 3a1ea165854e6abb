import http, { createServer } from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createAgent } from './connection.ts';

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

function ask(client: typeof http | typeof https, port: number, agent: http.Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    client.get({ host: '127.0.0.1', port, agent }, (response) => resolve(text(response))).on('error', reject);
  });
}

describe('a connection to Telegram', () => {
  it('that is never made is told from one that stays silent', async () => {
    const port = await listen(createTcpServer(() => undefined));

    const asked = ask(https, port, createAgent('https://vendor.example', { connectMs: 30 }));

    await expect(asked).rejects.toMatchObject({ code: 'CONNECT_TIMEOUT' });
  });

  it('lasts through an answer that takes longer than it may be idle', async () => {
    const port = await listen(
      createServer((_request, response) => void setTimeout(() => response.end('ok'), 150)),
    );

    const answer = await ask(http, port, createAgent('http://vendor.example', { connectMs: 30, idleMs: 30 }));

    expect(answer).toBe('ok');
  });

  it('is closed when it was idle too long', async () => {
    const server = createServer((_request, response) => void response.end('ok'));
    const port = await listen(server);

    await ask(http, port, createAgent('http://vendor.example', { idleMs: 30 }));

    const open = () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
    await expect.poll(open, { timeout: 10_000 }).toBe(0);
  });
});
