import { createHash, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type HistoryPage, maxCitizenTextChars } from '../../src/contracts/web-chat.ts';
import { createPhotoCleaner } from '../../src/features/web-chat/index.ts';
import { createMemoryLimiter, webChatLimits } from '../../src/features/web-chat/web-chat.limiter.ts';
import { lines, newWebChatClient } from '../support/web-chat/client.ts';
import { createMemoryPort } from '../support/web-chat/memory-port.ts';
import { startWebChatServer, type WebChatServer } from '../support/web-chat/server.ts';

const generous = { perSession: [100_000, 60], perIp: [100_000, 60] } as const;
const noLimits = createMemoryLimiter({
  session: generous,
  message: generous,
  photo: generous,
  read: generous,
});
const json = { 'Content-Type': 'application/json' };
const idOf = (cookie: string) =>
  createHash('sha256').update(cookie.replace('gd_chat=', '')).digest('base64url');
const codeOf = async (response: Response) => {
  const body = (await response.json()) as { error?: { code: string } };
  return [response.status, body.error?.code];
};

let server: WebChatServer;
beforeAll(async () => {
  server = await startWebChatServer({ limiter: noLimits, port: createMemoryPort() });
});
afterAll(() => server.close());
const newClient = () => newWebChatClient(server.url);

describe('a session', () => {
  const start = (headers: Record<string, string> = {}, url = server.url) =>
    fetch(`${url}/api/web-chat/session`, { method: 'POST', headers });

  it('is an opaque cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await start();

    expect(response.headers.get('set-cookie')).toMatch(
      /^gd_chat=[\w-]{43}; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax$/,
    );
    expect(await response.json()).toEqual({ wardName: 'Phường Gần Dân' });
  });

  it('is kept when it is valid and replaced when it is not', async () => {
    const { cookie } = await newClient();

    expect((await start({ cookie })).headers.get('set-cookie')).toContain(cookie);
    expect((await start({ cookie: 'gd_chat=short' })).headers.get('set-cookie')).not.toContain('short');
  });

  it('travels over https only when the house is reached by https', async () => {
    const secured = await startWebChatServer({ publicUrl: 'https://phuong.example.vn' });

    const response = await start({}, secured.url);

    expect(response.headers.get('set-cookie')).toMatch(/; Secure$/);
    await secured.close();
  });

  it('is known inside by the hash of its token, never by the token', async () => {
    const client = await newClient();

    await client.send({ kind: 'text', text: 'xin chào' });

    const stored = JSON.stringify(server.port.events);
    expect(stored).toContain(idOf(client.cookie));
    expect(stored).not.toContain(client.cookie.replace('gd_chat=', ''));
  });

  it('can be ended on a shared computer', async () => {
    const response = await fetch(`${server.url}/api/web-chat/session`, { method: 'DELETE' });

    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toContain('gd_chat=; Path=/; Max-Age=0');
  });

  it.each(['/history', '/events', '/photos/x'])('is needed for %s', async (path) => {
    expect(await codeOf(await fetch(`${server.url}/api/web-chat${path}`))).toEqual([401, 'no_session']);
  });
});

describe('a message', () => {
  it('is accepted at once and stored once, however often it is sent', async () => {
    const client = await newClient();
    const id = randomUUID();

    const first = await client.send({ kind: 'text', text: 'Làm giấy khai sinh' }, id);
    const again = await client.send({ kind: 'text', text: 'Làm giấy khai sinh' }, id);

    expect([first.status, again.status]).toEqual([202, 202]);
    expect(await first.json()).toMatchObject({ accepted: true });
    expect(server.port.events.filter(({ eventId }) => eventId === id)).toHaveLength(1);
  });

  it.each([
    ['a choice', { kind: 'choice', choiceId: 'thu_tuc', label: 'Tìm thủ tục' }],
    ['a place', { kind: 'location', latitude: 10.98, longitude: 106.65 }],
    ['a start with its source', { kind: 'start', source: 'TO-ROI-01' }],
    ['10,000 characters', { kind: 'text', text: 'ấ'.repeat(maxCitizenTextChars) }],
  ])('may be %s', async (_name, content) => {
    const client = await newClient();
    const id = randomUUID();

    expect((await client.send(content, id)).status).toBe(202);

    expect(server.port.events.find(({ eventId }) => eventId === id)?.content).toEqual(content);
  });

  it.each([
    ['no words', { kind: 'text', text: ' \n ' }, 'bad_request'],
    ['nothing but NUL', { kind: 'text', text: '\0\0' }, 'bad_request'],
    ['more than 10,000 characters', { kind: 'text', text: 'a'.repeat(10_001) }, 'text_too_long'],
    ['an unknown kind', { kind: 'contact', phone: '0' }, 'bad_request'],
    ['a place off the globe', { kind: 'location', latitude: 91, longitude: 0 }, 'bad_request'],
    ['a source with markup', { kind: 'start', source: '<b>' }, 'bad_request'],
    ['a forged photo', { kind: 'photo', file: { id: 'x' } }, 'bad_request'],
  ])('with %s is refused with a code', async (_name, content, code) => {
    expect(await codeOf(await (await newClient()).send(content))).toEqual([400, code]);
  });

  it('is refused without a uuid, as malformed JSON, as another type, and beyond 64 kB', async () => {
    const client = await newClient();
    const post = async (body: string, headers = json) =>
      codeOf(await client.post('/messages', body, headers));

    expect(await post('{"id":"1","content":{"kind":"text","text":"a"}}')).toEqual([400, 'bad_request']);
    expect(await post('{"id":')).toEqual([400, 'bad_request']);
    expect(await post('id=1', { 'Content-Type': 'text/plain' })).toEqual([415, 'wrong_content_type']);
    expect(await post(JSON.stringify({ x: 'a'.repeat(66_000) }))).toEqual([413, 'too_large']);
  });

  it('never stores what PostgreSQL cannot: NUL and half surrogates are mended', async () => {
    const client = await newClient();
    const id = randomUUID();

    await client.send({ kind: 'text', text: 'a\0b\uD800c' }, id);

    expect(server.port.events.find(({ eventId }) => eventId === id)?.content).toEqual({
      kind: 'text',
      text: 'ab\uFFFDc',
    });
  });

  it('of any shape is accepted or refused, and never breaks the house', async () => {
    const client = await newClient();
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        const response = await client.post('/messages', body, json);
        expect(response.status).toBe(400);
      }),
      { numRuns: 100, seed: 7 },
    );
    expect(server.faults).toEqual([]);
  });

  it('is not accepted while storage is out of reach', async () => {
    const port = { ...createMemoryPort(), accept: () => Promise.reject(new Error('database down')) };
    const broken = await startWebChatServer({ port });

    const response = await (await newWebChatClient(broken.url)).send({ kind: 'text', text: 'a' });

    expect(response.status).toBe(500);
    await broken.close();
  });
});

describe('another site', () => {
  const body = () => JSON.stringify({ id: randomUUID(), content: { kind: 'text', text: 'a' } });
  const send = async (headers: Record<string, string>) => {
    const client = await newClient();
    return new Promise<number | undefined>((resolve, reject) => {
      const url = `${server.url}/api/web-chat/messages`;
      const call = request(url, { method: 'POST', headers: { cookie: client.cookie, ...json, ...headers } });
      call.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject).end(body());
    });
  };

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
  ])('cannot write in a citizen’s name: %o', async (headers) => {
    expect(await send(headers)).toBe(403);
  });

  it.each([[{ 'sec-fetch-site': 'same-origin', origin: 'https://behind-a-proxy.example' }], [{}]])(
    'is not what our own page and plain programs look like: %o',
    async (headers) => {
      expect(await send(headers as Record<string, string>)).toBe(202);
    },
  );

  it('is told from our own origin by the host', async () => {
    expect(await send({ origin: server.url })).toBe(202);
  });
});

describe('too much', () => {
  it('is answered with 429 and the seconds to wait, per session', async () => {
    const limited = await startWebChatServer();
    const [greedy, calm] = [await newWebChatClient(limited.url), await newWebChatClient(limited.url)];
    const hello = { kind: 'text', text: 'a' };
    const [allowed] = webChatLimits.message.perSession;
    for (let sent = 0; sent < allowed; sent += 1) await greedy.send(hello);

    const refused = await greedy.send(hello);

    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(refused)).toEqual([429, 'slow_down']);
    expect((await calm.send(hello)).status).toBe(202);
    await limited.close();
  });

  it('is answered per address too, whatever the cookie says', async () => {
    const limiter = createMemoryLimiter({
      ...{ message: generous, photo: generous, read: generous },
      session: { perSession: [100, 60], perIp: [3, 60] },
    });
    const limited = await startWebChatServer({ limiter });
    const start = () => fetch(`${limited.url}/api/web-chat/session`, { method: 'POST' });
    await Promise.all([start(), start(), start()]);

    expect((await start()).status).toBe(429);
    await limited.close();
  });
});

describe('a photo', () => {
  const picture = () => sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#246' } });
  const upload = async (body: Buffer, type = 'image/jpeg', id: string = randomUUID()) => {
    const client = await newClient();
    const response = await client.post(`/photos?id=${id}`, new Uint8Array(body), { 'Content-Type': type });
    return { client, response, id };
  };

  it('is stored upright as a JPEG of at most 2,000 px without its metadata, and shown to its sender', async () => {
    const withPlace = await picture()
      .withExif({ IFD0: { Copyright: 'bí mật' }, IFD3: { GPSLatitude: '10/1 58/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();

    const { client, response } = await upload(withPlace);
    const { fileId } = (await response.json()) as { fileId: string };
    const shown = await client.get(`/photos/${fileId}`);

    const stored = Buffer.from(await shown.arrayBuffer());
    const meta = await sharp(stored).metadata();
    expect(response.status).toBe(202);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(meta).toMatchObject({ format: 'jpeg', width: 1000, height: 2000 });
    expect(meta.exif).toBeUndefined();
    expect((await (await newClient()).get(`/photos/${fileId}`)).status).toBe(404);
  });

  it.each(['png', 'webp'] as const)('may be a %s, whatever its content type claims', async (format) => {
    const { response, id } = await upload(await picture().toFormat(format).toBuffer(), 'image/jpeg');

    expect(response.status).toBe(202);
    expect(server.port.events.find(({ eventId }) => eventId === id)?.content).toMatchObject({
      kind: 'photo',
      file: { mime: 'image/jpeg' },
    });
  });

  it('sent again with the same id is the same message', async () => {
    const client = await newClient();
    const id = randomUUID();
    const body = new Uint8Array(await picture().jpeg().toBuffer());
    const send = async () =>
      (await client.post(`/photos?id=${id}`, body, { 'Content-Type': 'image/jpeg' })).json();

    const [first, again] = [await send(), await send()];

    expect(again).toMatchObject({ fileId: (first as { fileId: string }).fileId });
    expect(server.port.events.filter(({ eventId }) => eventId === id)).toHaveLength(1);
  });

  it('is told by its content: a GIF, a page and an SVG named .jpg are refused', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const bytes of [await picture().gif().toBuffer(), Buffer.from('<html></html>'), Buffer.from(svg)]) {
      expect(await codeOf((await upload(bytes)).response)).toEqual([415, 'not_a_photo']);
    }
  });

  it('that is broken, or unfolds into too many pixels, is refused', async () => {
    const broken = (await picture().jpeg().toBuffer()).subarray(0, 400);
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
      .png()
      .toBuffer();

    expect(await codeOf((await upload(broken)).response)).toEqual([422, 'photo_unreadable']);
    expect(await codeOf((await upload(bomb)).response)).toEqual([422, 'photo_unreadable']);
  });

  it('that only the phone can decode is refused in words that help', async () => {
    const heic = Buffer.from('00000018667479706865696300000000686569636d696631', 'hex');

    expect(await codeOf((await upload(heic, 'image/heic')).response)).toEqual([422, 'photo_unreadable']);
  });

  it('waits its turn, and is sent away for later when too many wait', async () => {
    const cleaner = createPhotoCleaner({ atOnce: 1, waiting: 1 });
    const bytes = await picture().jpeg().toBuffer();

    const outcomes = await Promise.all([1, 2, 3].map(() => cleaner.clean(bytes)));

    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(outcomes[2]).toEqual({ ok: false, error: 'busy' });
    expect(await cleaner.clean(bytes)).toMatchObject({ ok: true });
  });

  it('above 10 MB, without an id, or as a form is refused', async () => {
    const client = await newClient();

    expect(await codeOf((await upload(Buffer.alloc(10 * 1024 * 1024 + 1))).response)).toEqual([
      413,
      'photo_too_large',
    ]);
    expect(await codeOf((await upload(Buffer.from('x'), 'image/jpeg', 'not-a-uuid')).response)).toEqual([
      400,
      'bad_request',
    ]);
    expect(await codeOf(await client.post(`/photos?id=${randomUUID()}`, 'a=b'))).toEqual([
      415,
      'wrong_content_type',
    ]);
  });
});

describe('the history', () => {
  it('returns both directions in order and pages back', async () => {
    const client = await newClient();
    for (const text of ['một', 'hai', 'ba']) {
      await client.send({ kind: 'text', text });
      server.port.say(idOf(client.cookie), { text: `đáp ${text}` });
    }
    const page = async (query: string) =>
      (await (await client.get(`/history${query}`)).json()) as HistoryPage;
    const words = ({ entries }: HistoryPage) =>
      entries.map((entry) => {
        if (entry.from === 'ward') return entry.text;
        return entry.content.kind === 'text' ? entry.content.text : '';
      });

    const newest = await page('?limit=4');
    const oldest = await page(`?limit=4&before=${newest.before}`);

    expect(words(newest)).toEqual(['hai', 'đáp hai', 'ba', 'đáp ba']);
    expect(words(oldest)).toEqual(['một', 'đáp một']);
    expect(oldest.before).toBeNull();
  });

  it('refuses a senseless limit', async () => {
    expect((await (await newClient()).get('/history?limit=100000')).status).toBe(400);
  });
});

describe('the stream', () => {
  const talk = async (...texts: string[]) => {
    const client = await newClient();
    const say = (text: string) => server.port.say(idOf(client.cookie), { text });
    texts.forEach(say);
    return { client, say };
  };

  it('sends what is newer than the bookmark, the header winning over the query, then what comes', async () => {
    const { client, say } = await talk('1', '2', '3');
    const all = await client.readIds(3);

    const newer = client.readIds(2, { query: all[0] ?? 0, header: all[1] ?? 0 });
    say('4');

    expect(await newer).toEqual([all[2], (all[2] ?? 0) + 1]);
  });

  it('sends more than one read holds, each message once, in order', async () => {
    const { client } = await talk(...Array.from({ length: 450 }, (_, index) => `tin ${index}`));

    const ids = await client.readIds(450);

    expect(new Set(ids).size).toBe(450);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('misses and doubles nothing when messages come while it reads', async () => {
    const { client, say } = await talk();
    const reading = client.readIds(200);
    for (let index = 0; index < 200; index += 1) {
      say(String(index));
      if (index % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }

    expect(new Set(await reading).size).toBe(200);
  });

  it('gives signs of life, and finds on them what a lost wake-up left behind', async () => {
    const deaf = { ...createMemoryPort(), subscribe: () => () => undefined };
    const quiet = await startWebChatServer({ port: deaf, heartbeatMs: 20 });
    const client = await newWebChatClient(quiet.url);
    const response = await client.get('/events');
    const seen = new Set<string>();
    for await (const line of lines(response)) {
      if (line === 'event: beat') deaf.say(idOf(client.cookie), { text: 'muộn' });
      seen.add(line);
      if (line.startsWith('id: ')) break;
    }

    expect(seen).toContain(': beat');
    await quiet.close();
  });

  it('ends, so that the page comes back, when the messages cannot be read', async () => {
    const port = { ...createMemoryPort(), outgoingAfter: () => Promise.reject(new Error('database down')) };
    const broken = await startWebChatServer({ port });
    const response = await (await newWebChatClient(broken.url)).get('/events');

    for await (const _ of lines(response));

    expect(broken.faults).toHaveLength(1);
    await broken.close();
  });

  it('ends when the process stops, so that the server can close', async () => {
    const stopped = await startWebChatServer();
    const response = await (await newWebChatClient(stopped.url)).get('/events');

    await stopped.stop();

    for await (const _ of lines(response));
    expect(stopped.faults).toEqual([]);
  });

  it('lets go of its subscription when the page leaves', async () => {
    let subscribed = 0;
    const memory = createMemoryPort();
    const port = {
      ...memory,
      subscribe: (externalId: string, listener: () => void) => {
        subscribed += 1;
        const unsubscribe = memory.subscribe(externalId, listener);
        return () => {
          subscribed -= 1;
          unsubscribe();
        };
      },
    };
    const counted = await startWebChatServer({ port });
    const response = await (await newWebChatClient(counted.url)).get('/events');
    expect(subscribed).toBe(1);

    await response.body?.cancel();

    await vi.waitFor(() => expect(subscribed).toBe(0));
    await counted.close();
  });

  it('is open eight times per session and no more', async () => {
    const client = await newClient();
    const open = await Promise.all(Array.from({ length: 8 }, () => client.get('/events')));

    expect((await client.get('/events')).status).toBe(429);
    await Promise.all(open.map((response) => response.body?.cancel()));
    await vi.waitFor(async () => {
      const next = await client.get('/events');
      await next.body?.cancel();
      expect(next.status).toBe(200);
    });
  });
});
