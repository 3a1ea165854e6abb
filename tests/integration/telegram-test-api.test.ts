import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelegramConfig } from '../../src/channels/telegram/config.ts';
import { createFetch, type Fetch } from '../../src/channels/telegram/fetch.ts';
import { createTelegram } from '../../src/channels/telegram/index.ts';
import type { InboundEvent } from '../../src/core/message.ts';

/** The little that we use of https://www.npmjs.com/package/telegram-test-api, a third party's emulator. */
interface Emulator {
  readonly config: { readonly apiURL: string };
  start(): Promise<void>;
  stop(): Promise<boolean>;
  getClient(token: string, options: object): EmulatedClient;
}
interface EmulatedClient {
  makeMessage(text: string): object;
  sendMessage(message: object): Promise<unknown>;
  makeCallbackQuery(data: string, options: object): object;
  sendCallback(query: object): Promise<unknown>;
  getUpdates(): Promise<{ result: { messageId: number; message: { text: string; reply_markup: object } }[] }>;
}
const EmulatedServer: new (options: object) => Emulator = createRequire(import.meta.url)('telegram-test-api');

const token = '1:T';
let emulator: Emulator;
let client: EmulatedClient;
let stop: AbortController;
let polling: Promise<void>;
let events: InboundEvent[];
let channel: ReturnType<typeof create>;

/** The emulator answers getUpdates at once, so the questions are spaced; all else is untouched. */
function createSpacedFetch(apiRoot: string): typeof fetch {
  const call = createFetch(apiRoot);
  const spaced: Fetch = async (url, init) => {
    if (url.endsWith('/getUpdates')) await sleep(20);
    return call(url, init);
  };
  return spaced as unknown as typeof fetch;
}

function create() {
  const config = TelegramConfig.parse({ mode: 'polling', token, apiRoot: emulator.config.apiURL });
  const requestLabels = { location: 'Gửi vị trí', contact: 'Gửi số' };
  return createTelegram({ config, requestLabels, fetch: createSpacedFetch(config.apiRoot) });
}

beforeEach(async () => {
  emulator = new EmulatedServer({ port: await freePort(), host: '127.0.0.1' });
  await emulator.start();
  client = emulator.getClient(token, { timeout: 5000, userId: 7, chatId: 7, firstName: 'Lan' });
  channel = create();
  stop = new AbortController();
  events = [];
  polling = channel.poll(async (more) => void events.push(...more), stop.signal);
});

afterEach(async () => {
  stop.abort();
  await polling;
  await emulator.stop();
});

describe('the Telegram channel against an emulator that we did not write', () => {
  it('hears a citizen and answers', async () => {
    expect(await channel.setUp()).toMatchObject({ ok: true });
    await client.sendMessage(client.makeMessage('làm giấy khai sinh cần gì'));
    await expect
      .poll(() => events, { timeout: 10_000 })
      .toMatchObject([{ userId: '7', content: { kind: 'text', text: 'làm giấy khai sinh cần gì' } }]);

    await channel.send({ id: 'm', to: '7', text: 'Bà con cần 3 giấy tờ.', buttons: [], linkButtons: [] });

    expect((await client.getUpdates()).result[0]?.message.text).toBe('Bà con cần 3 giấy tờ.');
  });

  it('offers buttons and hears which was pressed', async () => {
    const buttons = [{ id: 'birth', label: 'Khai sinh' }];
    await channel.send({ id: 'm', to: '7', text: 'Bà con cần việc gì?', buttons, linkButtons: [] });
    const [shown] = (await client.getUpdates()).result;
    expect(shown?.message.reply_markup).toEqual({
      inline_keyboard: [[{ text: 'Khai sinh', callback_data: 'birth' }]],
    });

    await client.sendCallback(
      client.makeCallbackQuery('birth', { message: { message_id: shown?.messageId } }),
    );

    await expect
      .poll(() => events, { timeout: 10_000 })
      .toMatchObject([{ userId: '7', content: { kind: 'choice', choiceId: 'birth' } }]);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
