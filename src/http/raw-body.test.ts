import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express, { type ErrorRequestHandler } from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatherBody } from './raw-body.ts';

const app = express();
app.post('/', gatherBody(1_000), (request, response) => {
  response.send((request.body as Buffer).toString('hex'));
});
const showStatus: ErrorRequestHandler = (error: { status?: number }, _request, response, _next) => {
  response.sendStatus(error.status ?? 500);
};
app.use(showStatus);
const server = createServer(app);
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (body: Buffer, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new Uint8Array(body), headers });

it('hands over exactly the bytes that came, and none for an empty body', async () => {
  const bytes = Buffer.from([0, 255, 13, 10, 128]);

  expect(await (await post(bytes)).text()).toBe(bytes.toString('hex'));
  expect(await (await post(Buffer.alloc(0))).text()).toBe('');
});

it('takes a body of the limit and refuses a longer one with 413', async () => {
  expect((await post(Buffer.alloc(1_000, 'a'))).status).toBe(200);
  expect((await post(Buffer.alloc(1_001, 'a'))).status).toBe(413);
  expect((await post(Buffer.alloc(500_000, 'a'))).status).toBe(413);
});

it('unpacks a compressed body, within the same limit', async () => {
  const packed = { 'content-encoding': 'gzip' };

  expect(await (await post(gzipSync('abc'), packed)).text()).toBe(Buffer.from('abc').toString('hex'));
  expect((await post(gzipSync(Buffer.alloc(100_000)), packed)).status).toBe(413);
});
