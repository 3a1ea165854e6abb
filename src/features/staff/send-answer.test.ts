import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { sendAnswer } from './send-answer.ts';
import { FileAnswer } from './staff-route.ts';

/** What a browser gets for it. */
async function sent(answer: unknown): Promise<Response> {
  const server = createServer((_request, response) => sendAnswer(response, answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const copy = new Response(response.status === 204 ? null : await response.arrayBuffer(), response);
  server.closeAllConnections();
  server.close();
  return copy;
}

const file = (fileName: string | null) =>
  new FileAnswer({ mime: 'image/webp', bytes: new Uint8Array([1, 2, 3]), fileName });

it('nothing is answered with 204, anything else as JSON', async () => {
  expect((await sent(undefined)).status).toBe(204);
  expect(await (await sent({ name: 'Gần Dân' })).json()).toEqual({ name: 'Gần Dân' });
  expect(await (await sent(null)).json()).toBeNull();
});

it('a file is never run by the browser, whatever is in it', async () => {
  const { headers } = await sent(file(null));
  expect(headers.get('content-type')).toBe('image/webp');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(headers.has('content-disposition')).toBe(false);
});

it('a file with a name is saved under it, accents and quotes included', async () => {
  const { headers } = await sent(file(`sổ "tháng 11".xlsx`));
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="so_thang_11_.xlsx"; filename*=UTF-8''s%E1%BB%95%20%22th%C3%A1ng%2011%22.xlsx`,
  );
});
