import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundMessage, RawRequest } from '../../src/channels/channel.ts';
import { TelegramConfig } from '../../src/channels/telegram/config.ts';
import { createTelegram, type TelegramNotice } from '../../src/channels/telegram/index.ts';
import type { InboundEvent } from '../../src/core/message.ts';
import {
  type RemoteStandIn,
  type StandInOptions,
  type StandInTelegram,
  spawnStandInTelegram,
  startStandInTelegram,
} from '../support/stand-in-telegram.ts';

const secret = 'a-secret-of-32-characters-000000';
const message = (to: number, words: string): OutboundMessage => ({
  id: 'm',
  to: String(to),
  text: words,
  buttons: [],
  linkButtons: [],
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options?: StandInOptions): Promise<StandInTelegram> {
  const standIn = await startStandInTelegram(options);
  closing.push(standIn.close);
  return standIn;
}

function create(
  standIn: { apiRoot: string; token: string },
  publicUrl?: string,
  notices: TelegramNotice[] = [],
  callTimeoutMs = 10_000,
) {
  const account = { token: standIn.token, apiRoot: standIn.apiRoot };
  const config = TelegramConfig.parse(
    publicUrl
      ? { mode: 'webhook', ...account, publicUrl, webhookSecret: secret }
      : { mode: 'polling', ...account },
  );
  const requestLabels = { location: 'Gửi vị trí', contact: 'Gửi số' };
  return createTelegram({
    config,
    requestLabels,
    callTimeoutMs,
    onNotice: (notice) => notices.push(notice),
  });
}

/** A bot behind a webhook, as small as can be. `answer` may refuse a delivery by returning another status. */
async function listen(standIn: StandInTelegram, answer: (event: InboundEvent) => number | Promise<number>) {
  let receive: ReturnType<typeof create>['receive'] | undefined;
  const server: Server = createServer(async (request, response) => {
    const body = Buffer.from(await text(request));
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const received = await receive?.({ method: 'POST', headers, query: {}, body });
    const event = received?.ok ? received.value[0] : undefined;
    response.writeHead(event ? await answer(event) : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const channel = create(standIn, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  receive = channel.receive;
  expect(await channel.setUp()).toMatchObject({ ok: true });
  return channel;
}

describe('sending over real connections', () => {
  let standIn: StandInTelegram;
  beforeEach(async () => {
    standIn = await start();
  });

  it('records what was delivered, in order, with its buttons', async () => {
    const channel = create(standIn);

    await channel.send(message(1, 'một'));
    const second = await channel.send({ ...message(2, 'hai'), buttons: [{ id: 'a', label: 'Có' }] });

    expect(second).toEqual({ ok: true, value: { vendorMessageId: '2' } });
    expect(standIn.delivered).toMatchObject([
      { seq: 1, chatId: 1, text: 'một', buttons: [] },
      { seq: 2, chatId: 2, text: 'hai', buttons: [{ label: 'Có', id: 'a' }] },
    ]);
    expect(standIn.counters().limitsBroken).toEqual([]);
  });

  it.each([
    ['reset_before', 0, { code: 'unreachable', vendorCode: 'ECONNRESET', provablyUnsent: false }],
    ['reset_after', 1, { code: 'unreachable', vendorCode: 'ECONNRESET', provablyUnsent: false }],
    ['hang', 0, { code: 'unreachable', provablyUnsent: false }],
    ['hang_after', 1, { code: 'unreachable', provablyUnsent: false }],
    ['server_error', 0, { code: 'unreachable', provablyUnsent: true }],
    ['too_many_requests', 0, { code: 'rate_limited', retryAfterMs: 1000, provablyUnsent: true }],
    ['forbidden', 0, { code: 'recipient_gone' }],
  ] as const)('after a %s says only what is certain', async (kind, delivered, error) => {
    const hangs = kind.startsWith('hang');
    standIn.fail({ kind, times: 1 });

    const sent = await create(standIn, undefined, [], hangs ? 300 : undefined).send(message(1, 'một'));

    expect(sent).toMatchObject({ ok: false, error });
    expect(standIn.delivered.length).toBe(delivered);
    expect(await create(standIn).send(message(1, 'hai'))).toMatchObject({ ok: true });
  });

  it('knows that nothing was sent when nobody listens', async () => {
    const channel = create(standIn);
    await standIn.close();
    closing.length = 0;

    expect(await channel.send(message(1, 'một'))).toMatchObject({
      ok: false,
      error: { code: 'unreachable', vendorCode: 'ECONNREFUSED', provablyUnsent: true },
    });
  });

  it('names a wrong token as such', async () => {
    expect(await create({ ...standIn, token: '2:WRONG' }).send(message(1, 'một'))).toMatchObject({
      ok: false,
      error: { code: 'token_dead' },
    });
  });

  it('refuses for one chat and not for another', async () => {
    const channel = create(standIn);
    standIn.fail({ kind: 'forbidden', chatId: 1 });

    expect(await channel.send(message(1, 'một'))).toMatchObject({ ok: false });
    expect(await channel.send(message(2, 'hai'))).toMatchObject({ ok: true });
  });

  it('fetches a citizen’s photo', async () => {
    const channel = create(standIn);
    standIn.citizens.sendsPhoto(1, Buffer.from('một tấm ảnh'));
    const [event] = await pollOnce(channel);
    const file = event?.content.kind === 'photo' ? event.content.file : undefined;

    expect(await channel.download(file?.id ?? '', 1000)).toEqual({
      ok: true,
      value: Buffer.from('một tấm ảnh'),
    });
    expect(await channel.download(file?.id ?? '', 5)).toEqual({ ok: false, error: { code: 'too_large' } });
  });
});

describe('limits of the stand-in', () => {
  it('refuses what the published limits refuse, and remembers it', async () => {
    const standIn = await start();
    const call = { method: 'POST', body: JSON.stringify({ chat_id: 1, text: 'a'.repeat(5000) }) };

    const answer = await fetch(`${standIn.apiRoot}/bot${standIn.token}/sendMessage`, call);

    expect(answer.status).toBe(400);
    expect(standIn.counters().limitsBroken).toHaveLength(1);
    expect(standIn.delivered).toEqual([]);
  });

  it('counts sends beyond one per second and chat, and refuses them when told to', async () => {
    const counting = await start({ limits: { perSecond: 30, perChatPerSecond: 1 } });
    const refusing = await start({ limits: { perSecond: 1, perChatPerSecond: 1, enforce: true } });
    for (const standIn of [counting, refusing]) {
      const channel = create(standIn);
      await channel.send(message(1, 'một'));
      await channel.send(message(1, 'hai'));
    }

    expect(counting.counters().rateViolations).toEqual({ overall: 0, perChat: 1 });
    expect(counting.delivered.length).toBe(2);
    expect(refusing.delivered.length).toBe(1);
  });

  it('keeps its record on disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stand-in-record-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const recordFile = join(folder, 'delivered.jsonl');
    const standIn = await start({ recordFile });

    await create(standIn).send(message(1, 'một'));

    expect(JSON.parse(readFileSync(recordFile, 'utf8'))).toMatchObject({ chatId: 1, text: 'một' });
  });
});

describe('the webhook', () => {
  it('gets every update once acknowledged, in order within a chat', async () => {
    const standIn = await start();
    const seen: string[] = [];
    await listen(standIn, ({ userId, content }) => {
      if (content.kind === 'text') seen.push(`${userId}:${content.text}`);
      return 200;
    });

    for (const n of [1, 2, 3, 4, 5])
      for (const chatId of [1, 2]) standIn.citizens.sendsText(chatId, String(n));
    await standIn.settled();

    for (const chat of ['1', '2']) {
      expect(seen.filter((entry) => entry.startsWith(chat))).toEqual(
        [1, 2, 3, 4, 5].map((n) => `${chat}:${n}`),
      );
    }
  });

  it('gets a refused update again, before the chat’s next one', async () => {
    const standIn = await start();
    const seen: string[] = [];
    await listen(standIn, ({ eventId, content }) => {
      seen.push(`${eventId}:${content.kind}`);
      return seen.length === 1 ? 500 : 200;
    });

    const [first, second] = [standIn.citizens.sendsText(1, 'một'), standIn.citizens.blocks(1)];
    await standIn.settled();

    expect(seen).toEqual([`${first}:text`, `${first}:text`, `${second}:blocked`]);
  });

  it('can get an update twice', async () => {
    const standIn = await start({ duplicateShare: 1 });
    const seen: string[] = [];
    await listen(standIn, ({ eventId }) => seen.push(eventId) && 200);

    standIn.citizens.sendsText(1, 'một');

    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(2);
    expect(new Set(seen).size).toBe(1);
  });

  it('gets what was sent before it was there', async () => {
    const standIn = await start();
    standIn.citizens.sendsText(1, 'sớm quá');
    const seen: InboundEvent[] = [];
    await listen(standIn, (event) => seen.push(event) && 200);

    await standIn.settled();

    expect(seen).toMatchObject([{ userId: '1', content: { text: 'sớm quá' } }]);
  });

  it('has its button presses answered', async () => {
    const standIn = await start();
    await listen(standIn, () => 200);

    standIn.citizens.presses(1, 'birth', 'Khai sinh');

    await expect
      .poll(() => standIn.counters().calls, { timeout: 10_000 })
      .toMatchObject({ answerCallbackQuery: 1 });
  });
});

describe('answering pressed buttons', () => {
  it('keeps to 16 calls at once and lets at most 256 wait, so a slow vendor cannot pile them up', async () => {
    const standIn = await start();
    const notices: TelegramNotice[] = [];
    const channel = create(standIn, 'http://127.0.0.1:1', notices, 20_000);
    standIn.fail({ kind: 'hang', method: 'answerCallbackQuery' });

    for (let id = 1; id <= 16 + 256 + 1; id += 1) await channel.receive(pressed(id));
    await expect
      .poll(() => standIn.counters().calls, { timeout: 10_000 })
      .toMatchObject({ answerCallbackQuery: 16 });
    await channel.send(message(1, 'một'));

    expect(standIn.counters().calls).toMatchObject({ answerCallbackQuery: 16 });
    expect(notices).toEqual([{ kind: 'button_not_answered', detail: 'RangeError' }]);
  });
});

describe('polling', () => {
  it('asks again for what was not stored, and never loses it', async () => {
    const standIn = await start();
    const notices: TelegramNotice[] = [];
    const channel = create(standIn, undefined, notices);
    standIn.citizens.sendsText(1, 'một');
    const stop = new AbortController();
    const seen: InboundEvent[][] = [];

    await channel.poll(async (events) => {
      seen.push([...events]);
      if (seen.length === 1) throw new TypeError('database down');
      stop.abort();
    }, stop.signal);

    expect(seen).toHaveLength(2);
    expect(seen[0]).toEqual(seen[1]);
    expect(notices).toEqual([{ kind: 'poll_failed', detail: 'TypeError' }]);
  });

  it('confirms what was stored with its next question', async () => {
    const standIn = await start();
    const channel = create(standIn);
    const stop = new AbortController();
    const seen: string[] = [];
    const polling = channel.poll(
      async (events) => void seen.push(...events.map(({ eventId }) => eventId)),
      stop.signal,
    );

    standIn.citizens.sendsText(1, 'một');
    await standIn.settled();
    standIn.citizens.sendsText(1, 'hai');
    await standIn.settled();
    stop.abort();
    await polling;

    expect(new Set(seen).size).toBe(2);
    expect(seen).toHaveLength(2);
  });

  it('goes on after failures', async () => {
    const standIn = await start();
    const notices: TelegramNotice[] = [];
    const channel = create(standIn, undefined, notices);
    standIn.fail({ kind: 'server_error', method: 'getUpdates', times: 1 });
    standIn.citizens.sendsText(1, 'một');

    expect(await pollOnce(channel)).toHaveLength(1);
    expect(notices).toEqual([{ kind: 'poll_failed', detail: '500 Internal Server Error' }]);
  });

  it('stops at once when told to, in the middle of a long question', { timeout: 5_000 }, async () => {
    const standIn = await start();
    const stop = new AbortController();
    const polling = create(standIn).poll(async () => undefined, stop.signal);
    await expect.poll(() => standIn.counters().calls, { timeout: 10_000 }).toMatchObject({ getUpdates: 1 });

    stop.abort();

    await polling;
  });

  it('says that somebody else polls with the same token', async () => {
    const standIn = await start();
    const notices: TelegramNotice[] = [];
    const stop = new AbortController();
    const pollers = [create(standIn, undefined, notices), create(standIn)].map((channel) =>
      channel.poll(async () => undefined, stop.signal),
    );

    await expect
      .poll(() => notices[0]?.detail, { timeout: 10_000 })
      .toMatch(/^409 terminated by other getUpdates/);
    stop.abort();
    await Promise.all(pollers);
  });
});

describe('the stand-in in a process of its own', () => {
  let remote: RemoteStandIn;
  beforeEach(async () => {
    remote = await spawnStandInTelegram();
    closing.push(remote.close);
  });

  it('is led by its control endpoints', async () => {
    const channel = create(remote);
    await remote.fail({ kind: 'forbidden', times: 1 });

    expect(await channel.send(message(1, 'một'))).toMatchObject({ ok: false });
    expect(await channel.send(message(1, 'hai'))).toMatchObject({ ok: true });
    expect(await remote.deliveredAfter(0)).toMatchObject([{ text: 'hai' }]);

    const waiting = remote.deliveredAfter(1, 5000);
    await channel.send(message(1, 'ba'));
    expect(await waiting).toMatchObject([{ text: 'ba' }]);

    const [updateId] = await remote.citizensDo([{ chatId: 9, press: 'birth' }]);
    expect(await pollOnce(channel)).toMatchObject([
      { eventId: String(updateId), content: { choiceId: 'birth' } },
    ]);
    expect(await remote.counters()).toMatchObject({ delivered: 2, updates: 1 });
  });
});

async function pollOnce(channel: ReturnType<typeof create>): Promise<readonly InboundEvent[]> {
  const stop = new AbortController();
  let seen: readonly InboundEvent[] = [];
  await channel.poll(async (events) => {
    seen = events;
    stop.abort();
  }, stop.signal);
  return seen;
}

function pressed(id: number): RawRequest {
  const callback_query = { id: String(id), from: { id: 1 }, data: 'a' };
  const body = Buffer.from(JSON.stringify({ update_id: id, callback_query }));
  return { method: 'POST', headers: { 'x-telegram-bot-api-secret-token': secret }, query: {}, body };
}
