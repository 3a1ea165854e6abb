import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveChatDeps } from '../../src/composition/live-chat.ts';
import type { ConversationDetail, ConversationList } from '../../src/contracts/console/conversations.ts';
import type { Actor } from '../../src/core/actor.ts';
import { createLiveChatRoutes } from '../../src/features/live-chat/index.ts';
import type { StaffRoute } from '../../src/features/staff/index.ts';
import { type OpenHouse, startOpenHouse } from '../support/open-house.ts';
import { callRoute, createTestStaff } from '../support/staff.ts';
import { startStandInMessenger } from '../support/stand-in-messenger.ts';
import { startStandInSms } from '../support/stand-in-sms.ts';
import { startStandInTelegram } from '../support/stand-in-telegram.ts';
import { startStandInZalo } from '../support/stand-in-zalo.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { freePort } from '../support/test-redis.ts';
import { newWebChatClient } from '../support/web-chat/client.ts';

/** A citizen on one platform: what they say, and what they have heard. */
interface Citizen {
  say(text: string): Promise<unknown>;
  heard(): Promise<readonly string[]>;
}

const usual = { timeout: 15_000, interval: 40 };
const phone = '84900000001';
const closers: (() => Promise<unknown>)[] = [];
let test: TestDatabase;
let open: OpenHouse;
let officer: Actor;
let routes: readonly StaffRoute[];
const citizens = new Map<string, Citizen>();

beforeAll(async () => {
  test = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-live-'));
  closers.push(() => rm(dataDir, { recursive: true }), test.close);
  const [zalo, messenger, sms, telegram] = await Promise.all([
    startStandInZalo(),
    startStandInMessenger(),
    startStandInSms({ webhookSecret: 'bi-mat-cua-cong-sms', omitEmpty: true }),
    startStandInTelegram(),
  ]);
  for (const vendor of [zalo, messenger, sms, telegram]) closers.unshift(vendor.close);
  const port = await freePort();
  open = await startOpenHouse(port, {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: test.url,
    DATA_DIR: dataDir,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ZALO_APP_ID: zalo.account.appId,
    ZALO_APP_SECRET: zalo.account.appSecret,
    ZALO_OA_ID: zalo.account.oaId,
    ZALO_OA_SECRET_KEY: zalo.account.oaSecret,
    ZALO_ACCESS_TOKEN: zalo.account.accessToken,
    ZALO_REFRESH_TOKEN: zalo.account.refreshToken,
    ZALO_OPENAPI_URL: zalo.url,
    ZALO_OAUTH_URL: zalo.url,
    MESSENGER_PAGE_ID: messenger.account.pageId,
    MESSENGER_PAGE_TOKEN: messenger.account.pageToken,
    MESSENGER_APP_SECRET: messenger.account.appSecret,
    MESSENGER_VERIFY_TOKEN: messenger.account.verifyToken,
    MESSENGER_GRAPH_URL: messenger.url,
    SMS_PROVIDER: 'kannel',
    SMS_SEND_URL: `${sms.url}/cgi-bin/sendsms`,
    SMS_USERNAME: sms.account.username,
    SMS_PASSWORD: sms.account.password,
    SMS_SHORT_CODE: sms.account.shortCode,
    SMS_WEBHOOK_SECRET: sms.account.webhookSecret,
  });
  closers.unshift(open.stop);
  await zalo.setWebhook(`${open.url}/webhooks/zalo`);
  await messenger.setWebhook(`${open.url}/webhooks/messenger`);
  await sms.setWebhook(`${open.url}/webhooks/sms`);
  const [ward] = open.house.wards;
  if (!ward) throw new Error('the house has no ward');
  officer = await createTestStaff(test.database, { ward: ward.id, name: 'Trần Thị Lan', role: 'officer' });
  routes = createLiveChatRoutes(liveChatDeps(open.house));

  const textsOf = (vendor: typeof zalo | typeof messenger | typeof sms, userId: string) =>
    vendor
      .delivered()
      .filter((one) => one.userId === userId)
      .map(({ text }) => text);
  citizens.set('zalo-oa', {
    say: (text) => zalo.citizensDo([{ userId: 'lan', text }]),
    heard: async () => textsOf(zalo, 'lan'),
  });
  citizens.set('messenger', {
    say: (text) => messenger.citizensDo([{ userId: '7001', text }]),
    heard: async () => textsOf(messenger, '7001'),
  });
  citizens.set('sms', {
    say: (text) => sms.citizensDo([{ userId: phone, text }]),
    heard: async () => textsOf(sms, phone),
  });
  citizens.set('telegram', {
    say: async (text) => telegram.citizens.sendsText(41, text),
    heard: async () => telegram.delivered.filter(({ chatId }) => chatId === 41).map(({ text }) => text),
  });
  citizens.set('web-chat', await onWebChat(open.url));
}, 120_000);

async function onWebChat(url: string): Promise<Citizen> {
  const client = await newWebChatClient(url);
  return {
    say: (text) => client.send({ kind: 'text', text }),
    async heard() {
      const answer = await client.get('/history');
      const { entries } = (await answer.json()) as { entries: { from: string; text: string }[] };
      return entries.filter(({ from }) => from === 'ward').map(({ text }) => text);
    },
  };
}

afterAll(async () => {
  for (const close of closers) await close();
}, 60_000);

const call = <Answer>(address: string, body?: unknown) => callRoute<Answer>(routes, officer, address, body);

describe('an officer and a citizen', () => {
  it.each(['web-chat', 'telegram', 'zalo-oa', 'messenger', 'sms'])(
    'talk to each other on %s, and the bot is silent until it is handed back',
    async (channel) => {
      const citizen = citizens.get(channel);
      if (!citizen) throw new Error(channel);
      const count = async (): Promise<number> => (await citizen.heard()).length;
      const heardSince = async (before: number): Promise<string> =>
        (await citizen.heard()).slice(before).join('\n');
      await citizen.say('gặp cán bộ');
      await expect.poll(count, usual).toBeGreaterThan(0);
      const asked = await count();
      await citizen.say('Hỏi về sổ đỏ');
      await expect.poll(count, usual).toBeGreaterThan(asked);
      const { conversations } = await call<ConversationList>('GET /conversations');
      const id = conversations.find((one) => one.channel === channel)?.id ?? 0;
      const atTaking = await count();

      expect(await call(`POST /conversations/${id}/take`)).toEqual({ outcome: 'talking', by: null });
      await expect.poll(() => heardSince(atTaking), usual).toMatch(/Lan/);
      await citizen.say('menu');
      await citizen.say('Nhà tôi ở tổ 5');
      const words = { id: randomUUID(), text: 'Mời chú ghé quầy số 3 ạ.' };
      const seen = async () =>
        (await call<ConversationDetail>(`GET /conversations/${id}`)).turns
          .filter(({ from }) => from === 'citizen')
          .map(({ text }) => text)
          .slice(-2);
      await expect.poll(seen, usual).toEqual(['menu', 'Nhà tôi ở tổ 5']);
      const atAnswer = await count();
      await call(`POST /conversations/${id}/messages`, words);
      await expect.poll(() => heardSince(atAnswer), usual).toMatch(/quầy số 3|quay so 3/);

      // Nothing but who talks, and the officer's words.
      expect((await citizen.heard()).length - atTaking).toBe(2);
      const atEnd = await count();
      expect(await call(`POST /conversations/${id}/hand-back`)).toEqual({ outcome: 'handed_back' });
      await expect.poll(() => heardSince(atEnd), usual).toMatch(/trợ lý tự động|tro ly tu dong/);
      const atMenu = await count();
      await citizen.say('menu');
      await expect.poll(count, usual).toBeGreaterThan(atMenu);
    },
    60_000,
  );
});
