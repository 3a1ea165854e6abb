import { createPostgresState } from '@chat-adapter/state-pg';
import { createRedisState } from '@chat-adapter/state-redis';
import { createTelegramAdapter } from '@chat-adapter/telegram';
import { type Adapter, Chat, ConsoleLogger, type StateAdapter } from 'chat';
import express from 'express';
import { peerAnswer, peerOptions, serve } from './serve.ts';

/** The npm package `chat` with its Telegram adapter; the address of the store says which state it uses. */
const { apiRoot, token, secret, storeUrl: url = '' } = peerOptions();
const logger = new ConsoleLogger('silent');
const telegram = createTelegramAdapter({
  apiUrl: apiRoot,
  botToken: token,
  secretToken: secret,
  mode: 'webhook',
  logger,
});
const state = url.startsWith('redis:')
  ? createRedisState({ url, logger })
  : createPostgresState({ url, logger });
const bot = new Chat({
  userName: 'BenchBot',
  logger,
  // The packages' own types disagree with each other about optional properties.
  adapters: { telegram: telegram as unknown as Adapter },
  state: state as unknown as StateAdapter,
});
bot.onDirectMessage(async (thread) => {
  await thread.post(peerAnswer);
});
await bot.initialize();

const app = express();
app.disable('x-powered-by');
app.use(express.text({ type: () => true }));
app.post('/webhook', async (request, response) => {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  const asked = new Request('http://localhost/webhook', {
    method: 'POST',
    headers,
    body: request.body as string,
  });
  const answer = await bot.webhooks.telegram?.(asked, {
    waitUntil: (work) => void work.catch(() => undefined),
  });
  response.status(answer?.status ?? 500).send(await answer?.text());
});
serve(app);
