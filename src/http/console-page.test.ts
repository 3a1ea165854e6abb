import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consolePage } from './console-page.ts';

describe('the files of the console', () => {
  let folder: string;
  let server: Server;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gan-dan-console-'));
    await mkdir(join(folder, 'assets'));
    for (const [name, text] of [
      ['index.html', '<p>xin chào</p>'],
      ['assets/index-ABCD1234.js', 'alert(1)'],
    ] as const) {
      await writeFile(join(folder, name), text);
      await writeFile(join(folder, `${name}.gz`), gzipSync(text));
    }
    await writeFile(join(folder, 'assets/icon-ABCD1234.svg'), '<svg/>');
    const app = express();
    app.use('/console', consolePage(folder));
    server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function headersOf(path: string, encoding?: string): Promise<unknown[]> {
    const { port } = server.address() as AddressInfo;
    const headers = encoding === undefined ? {} : { 'accept-encoding': encoding };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, path, headers, host: '127.0.0.1' }, resolve).once('error', reject);
    });
    response.resume();
    const { 'content-encoding': packed, 'content-type': type, 'cache-control': cache } = response.headers;
    return [response.statusCode, packed, type, cache];
  }
  const html = 'text/html; charset=utf-8';
  const script = 'text/javascript; charset=utf-8';
  const forever = 'public, max-age=31536000, immutable';

  it.each([
    ['the page', '/console', 'gzip, br', [200, 'gzip', html, 'no-cache']],
    ['a case, opened from a message', '/console/cases/42', 'gzip', [200, 'gzip', html, 'no-cache']],
    ['the page, to who cannot unpack', '/console/', undefined, [200, undefined, html, 'no-cache']],
    ['a script', '/console/assets/index-ABCD1234.js', 'gzip', [200, 'gzip', script, forever]],
    [
      'a script, refused packed',
      '/console/assets/index-ABCD1234.js',
      'gzip;q=0',
      [200, undefined, script, forever],
    ],
    [
      'what has no packed form',
      '/console/assets/icon-ABCD1234.svg',
      'gzip',
      [200, undefined, 'image/svg+xml', forever],
    ],
  ])('come packed where they can: %s', async (_name, path, encoding, expected) => {
    expect(await headersOf(path, encoding)).toEqual(expected);
  });

  it.each(['/console/assets/index-OLD00000.js', '/console/assets/', '/console/assets/..%2findex.html'])(
    'are not there instead of being the page: %s',
    async (path) => {
      expect((await headersOf(path, 'gzip'))[0]).toBe(404);
    },
  );
});
