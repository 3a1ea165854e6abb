import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TelegramConfig } from '../../src/channels/telegram/config.ts';
import { createTelegram } from '../../src/channels/telegram/index.ts';
import { createApp } from '../../src/http/app.ts';
import { createWebhooks } from '../../src/http/webhooks.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { eventsOf, openPipeline, type Pipeline, realWords } from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const secret = 'a-secret-of-32-characters-000000';
let test: TestDatabase;
let pipeline: Pipeline;
let server: Server;
let url: string;

beforeAll(async () => {
  test = await openTestDatabase();
  const ward = await createTestWard(test.database, 'http');
  pipeline = await openPipeline(test.database, { ward, awake: false });
  const log = createLogger('silent');
  const config = {
    mode: 'webhook',
    token: '1:a',
    apiRoot: 'http://127.0.0.1:9',
    publicUrl: 'https://phuong.example',
  };
  const receiver = createTelegram({
    config: TelegramConfig.parse({ ...config, webhookSecret: secret }),
    requestLabels: { location: 'Gửi vị trí', contact: 'Gửi số' },
  });
  const account = { id: pipeline.account, wardId: ward, channel: 'telegram', externalId: 'bot', receiver };
  const place = {
    route: { name: 'telegram', acknowledgement: 'ok' },
    channel: 'telegram',
    accounts: [account],
  };
  const router = createWebhooks({
    intake: pipeline.intake,
    metrics: pipeline.metrics,
    placeOf: (name) => (name === 'telegram' ? place : undefined),
  });
  const { speak } = await realWords();
  const app = createApp({
    log,
    speak,
    trustedProxies: 0,
    webFolder: 'dist/web',
    routes: [{ path: '/webhooks', router }],
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/telegram`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await pipeline.stop();
  await test.close();
});

const post = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}, to = url) =>
  fetch(to, { method: 'POST', body, headers: { 'x-telegram-bot-api-secret-token': secret, ...headers } });
const stored = async () => (await eventsOf(test.database, pipeline.account)).length;
const message = (updateId: number, text: string) =>
  JSON.stringify({
    update_id: updateId,
    message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, from: { id: 5 }, text },
  });
const counted = async (name: string): Promise<string> => {
  const text = await pipeline.metrics.registry.getSingleMetricAsString(name);
  return text;
};

describe('a webhook call', () => {
  it('with an update is stored before it is answered', async () => {
    const before = await stored();
    expect((await post(message(1, 'xin chào'))).status).toBe(200);
    expect(await stored()).toBe(before + 1);
  });

  it.each([
    ['a wrong secret', 'wrong'],
    ['an empty secret', ''],
    ['a longer secret', `${secret}0`],
  ])('with %s is refused with 401, stored nowhere and counted', async (_name, wrong) => {
    const before = await stored();
    const answer = await post(message(2, 'lừa'), { 'x-telegram-bot-api-secret-token': wrong });
    expect(answer.status).toBe(401);
    expect(await stored()).toBe(before);
    expect(await counted('gan_dan_events_refused_total')).toMatch(/bad_signature"} [1-9]/);
  });

  it.each(['{"update_id": 3', '', 'xin chào', '[]', 'null', '{"message": {}}', '{"update_id": "x"}'])(
    'with the body %j is refused with 400 and stored nowhere',
    async (body) => {
      const before = await stored();
      expect((await post(body)).status).toBe(400);
      expect(await stored()).toBe(before);
    },
  );

  it('of more than a megabyte is refused with 413 and stored nowhere', async () => {
    const before = await stored();
    expect((await post(message(4, 'a'.repeat(1_100_000)))).status).toBe(413);
    expect(await stored()).toBe(before);
  });

  it('of an account or a channel that nobody has is refused with 404', async () => {
    expect((await post(message(5, 'a'), {}, `${url}/nobody`)).status).toBe(404);
    expect((await post(message(5, 'a'), {}, url.replace('telegram', 'pigeon'))).status).toBe(404);
  });

  it('of a kind that we do not know is answered with 200 and counted', async () => {
    const update = { update_id: 6, chat_boost: { chat: { id: 7, type: 'private' }, boost: {} } };
    expect((await post(JSON.stringify(update))).status).toBe(200);
    const story = {
      update_id: 7,
      message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, from: { id: 5 }, story: {} },
    };
    expect((await post(JSON.stringify(story))).status).toBe(200);
    expect(await counted('gan_dan_events_accepted_total')).toContain('kind="unknown"');
  });
});

describe('whatever is posted', () => {
  it('with the right secret, no bytes make a 5xx, and what is no update is not stored', async () => {
    const before = await stored();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const answer = await post(Buffer.from(bytes));
        await answer.arrayBuffer();
        return answer.status === 400;
      }),
      { numRuns: 150 },
    );
    expect(await stored()).toBe(before);
  });

  it('with the right secret, no JSON makes a 5xx, and without an update id it is not stored', async () => {
    const before = await stored();
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const answer = await post(json, { 'content-type': 'application/json' });
        await answer.arrayBuffer();
        return answer.status === 400;
      }),
      { numRuns: 150 },
    );
    expect(await stored()).toBe(before);
  });

  it('as an update with anything in it is answered with 200, and can be handled afterwards', async () => {
    const field = fc.constantFrom(
      'message',
      'edited_message',
      'callback_query',
      'my_chat_member',
      'poll',
      'x',
    );
    const frame = {
      message_id: 1,
      date: 1,
      chat: { id: 9, type: 'private' },
      from: { id: 9, is_bot: false },
    };
    const near = fc
      .dictionary(
        fc.constantFrom('text', 'photo', 'location', 'contact', 'data', 'caption', 'sticker'),
        fc.jsonValue(),
      )
      .map((parts) => ({ ...frame, ...parts }));
    let updateId = 1_000;
    await fc.assert(
      fc.asyncProperty(field, fc.oneof(fc.jsonValue(), near), async (name, body) => {
        updateId += 1;
        const answer = await post(JSON.stringify({ update_id: updateId, [name]: body }));
        await answer.arrayBuffer();
        return answer.status === 200;
      }),
      { numRuns: 200 },
    );
    await pipeline.drain();
    const left = (await eventsOf(test.database, pipeline.account)).filter(({ state }) => state !== 'done');
    expect(left).toEqual([]);
  });

  it('to any address and in any way, nothing makes a 5xx', async () => {
    const base = url.replace('/webhooks/telegram', '');
    const way = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS');
    await fc.assert(
      fc.asyncProperty(way, fc.webPath(), async (method, path) => {
        const answer = await fetch(`${base}/webhooks${path}`, { method }).catch(() => undefined);
        await answer?.arrayBuffer();
        return (answer?.status ?? 0) < 500;
      }),
      { numRuns: 100 },
    );
  });
});
