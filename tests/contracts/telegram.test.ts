import fc from 'fast-check';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OutboundMessage, RawRequest, SendError } from '../../src/channels/channel.ts';
import { TelegramConfig } from '../../src/channels/telegram/config.ts';
import { createTelegram, type TelegramNotice } from '../../src/channels/telegram/index.ts';
import { limitBroken, toSendMessage } from '../../src/channels/telegram/outbound.ts';
import { pressedAt, sentAt, updateCases } from '../fixtures/telegram-updates.ts';
import { limitFaults } from '../support/telegram-api-limits.ts';
import { type ChannelFixtures, describeChannelContract, type VendorMood } from './channel.contract.ts';

const token = '123456:AAtest_token';
const secret = 'a-secret-of-32-characters-000000';
const root = 'https://api.telegram.org';
const webhook = TelegramConfig.parse({
  mode: 'webhook',
  token,
  publicUrl: 'https://phuong.example',
  webhookSecret: secret,
});
const withoutAddress = TelegramConfig.parse({ mode: 'webhook', token, webhookSecret: secret });
const polling = TelegramConfig.parse({ mode: 'polling', token });
const requestLabels = { location: 'Gửi vị trí', contact: 'Gửi số điện thoại' };

interface Call {
  readonly method: string;
  readonly payload: unknown;
}
const calls: Call[] = [];
/** Short only where nothing will come, so that a slow machine does not fail the rest. */
let callTimeoutMs = 10_000;
const notices: TelegramNotice[] = [];
const faults = () => calls.flatMap(({ method, payload }) => limitFaults(method, payload));

/** The fetch that nock sees. grammY brings an AbortSignal of its own, which newer Nodes do not take for one. */
const visibleFetch: typeof fetch = (url, init = {}) => {
  const { signal, ...rest } = init;
  if (!signal) return fetch(url, rest);
  const native = new AbortController();
  if (signal.aborted) native.abort();
  signal.addEventListener('abort', () => native.abort());
  return fetch(url, { ...rest, signal: native.signal });
};

function create(config = webhook) {
  return createTelegram({
    config,
    requestLabels,
    fetch: visibleFetch,
    callTimeoutMs,
    clock: { now: () => pressedAt },
    onNotice: (notice) => notices.push(notice),
    commands: [
      { command: 'menu', description: 'Xem danh mục', language: 'vi' },
      { command: 'menu', description: 'Show the menu', language: 'en' },
    ],
  });
}

/** Plays one answer to one call of a method, and notes the call. */
function vendor(method: string, status: number, body: object | string) {
  return nock(root)
    .post(`/bot${token}/${method}`, (payload) => calls.push({ method, payload }) > 0)
    .reply(status, body);
}
const refuses = (method: string, status: number, description: string, parameters?: object) =>
  vendor(method, status, { ok: false, error_code: status, description, ...(parameters && { parameters }) });
const accepts = (method: string, result: unknown) => vendor(method, 200, { ok: true, result });
const breaks = (code: string) =>
  nock(root)
    .post(/sendMessage/)
    .replyWithError(Object.assign(new Error('wire'), { code }));

const moods: Record<VendorMood, () => unknown> = {
  accepts: () => accepts('sendMessage', { message_id: 55, chat: { id: 7001 }, date: sentAt }),
  is_flooded: () => refuses('sendMessage', 429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
  has_lost_the_recipient: () => refuses('sendMessage', 403, 'Forbidden: bot was blocked by the user'),
  refuses_the_message: () => refuses('sendMessage', 400, "Bad Request: text 'Nguyễn' is invalid"),
  refuses_the_token: () => refuses('sendMessage', 401, 'Unauthorized'),
  is_broken: () => vendor('sendMessage', 502, '<html>502 Bad Gateway</html>'),
  refuses_connections: () => breaks('ECONNREFUSED'),
  resets_after_the_request: () => breaks('ECONNRESET'),
  never_answers: () =>
    nock(root)
      .post(/sendMessage/)
      .delay(60_000)
      .reply(200, {}),
};

const signed = (body: Buffer): RawRequest => ({
  method: 'POST',
  headers: { 'x-telegram-bot-api-secret-token': secret },
  query: {},
  body,
});
const delivered = (update: unknown) => signed(Buffer.from(JSON.stringify(update)));
const message: OutboundMessage = { id: 'm1', to: '7001', text: 'Chào bà con', buttons: [], linkButtons: [] };

const fixtures: ChannelFixtures = {
  forged: { ...delivered({ update_id: 1 }), headers: { 'x-telegram-bot-api-secret-token': `${secret}x` } },
  malformed: signed(Buffer.from('{"update_id":')),
  unknown: delivered({ update_id: 2, citizen_waved: { from: { id: 7001 } } }),
  signed,
  recipient: '7001',
  arrange: (mood) => {
    if (mood === 'never_answers') callTimeoutMs = 100;
    moods[mood]();
  },
  limitFaults: faults,
  events: Object.fromEntries(
    Object.entries(updateCases).map(
      ([name, { update, content, userId = '7001', at = sentAt * 1000, noName }]) => [
        name,
        {
          request: delivered({ update_id: 900, ...update }),
          becomes: [{ eventId: '900', userId, at, content, ...(noName ? {} : { displayName: 'Lan Lê' }) }],
        },
      ],
    ),
  ),
};

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
  calls.length = 0;
  callTimeoutMs = 10_000;
  notices.length = 0;
});
afterAll(() => nock.restore());

describeChannelContract(create, fixtures);

describe('receiving from Telegram', () => {
  it('refuses every webhook call while it polls, for then nobody knows a secret', async () => {
    expect(await create(polling).receive(delivered({ update_id: 1 }))).toMatchObject({ ok: false });
  });

  it('answers a pressed button beside the turn', async () => {
    const answered = accepts('answerCallbackQuery', true);

    await create().receive(
      fixtures.events['a pressed button with its label']?.request ?? signed(Buffer.of()),
    );

    await expect.poll(() => answered.isDone(), { timeout: 10_000 }).toBe(true);
    expect(calls).toEqual([{ method: 'answerCallbackQuery', payload: { callback_query_id: '4382' } }]);
  });

  it('counts a button that could not be answered and keeps the event', async () => {
    refuses('answerCallbackQuery', 400, 'Bad Request: query is too old');

    const received = await create().receive(
      delivered({ update_id: 900, ...updateCases['a pressed game button']?.update }),
    );

    expect(received.ok).toBe(true);
    await expect
      .poll(() => notices, { timeout: 10_000 })
      .toEqual([{ kind: 'button_not_answered', detail: '400 query is too old' }]);
  });

  it('counts an update that belongs to nobody and stores nothing', async () => {
    const received = await create().receive(delivered({ update_id: 3, poll: { id: '1' } }));

    expect(received).toEqual({ ok: true, value: [] });
    expect(notices).toEqual([{ kind: 'update_of_nobody', detail: 'poll' }]);
  });

  it('survives an update with any field replaced by anything', async () => {
    const channel = create(webhook);
    const anyUpdate = fc.constantFrom(...Object.values(updateCases).map(({ update }) => update));
    await fc.assert(
      fc.asyncProperty(anyUpdate, fc.nat(), fc.jsonValue(), async (update, index, value) => {
        const received = await channel.receive(
          delivered({ update_id: 5, ...withReplaced(update, index, value) }),
        );
        expect(received.ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('sending to Telegram', () => {
  async function sent(fields: Partial<OutboundMessage>) {
    moods.accepts();
    expect(await create().send({ ...message, ...fields })).toMatchObject({ ok: true });
    expect(faults()).toEqual([]);
    return calls[0]?.payload;
  }

  it('sends plain text, without previews, and takes an old keyboard away', async () => {
    expect(await sent({ text: '<b>*Chào*</b> https://x.example' })).toEqual({
      chat_id: 7001,
      text: '<b>*Chào*</b> https://x.example',
      link_preview_options: { is_disabled: true },
      reply_markup: { remove_keyboard: true },
    });
  });

  it('puts short choices side by side, long ones alone, and links below', async () => {
    const buttons = [
      { id: 'yes', label: 'Có' },
      { id: 'no', label: 'Không' },
      { id: 'long', label: 'Đăng ký khai sinh cho trẻ em' },
    ];
    const linkButtons = [{ label: 'Nộp trực tuyến', url: 'https://dichvucong.gov.vn' }];

    expect(await sent({ buttons, linkButtons })).toMatchObject({
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Có', callback_data: 'yes' },
            { text: 'Không', callback_data: 'no' },
          ],
          [{ text: 'Đăng ký khai sinh cho trẻ em', callback_data: 'long' }],
          [{ text: 'Nộp trực tuyến', url: 'https://dichvucong.gov.vn' }],
        ],
      },
    });
  });

  it.each(['location', 'contact'] as const)(
    'asks for the %s with the platform’s own button',
    async (request) => {
      const buttons = [{ id: 'skip', label: 'Bỏ qua' }];
      const linkButtons = [{ label: 'Vì sao', url: 'https://x.example' }];

      expect(await sent({ request, buttons, linkButtons })).toMatchObject({
        text: 'Chào bà con\nVì sao: https://x.example',
        reply_markup: {
          one_time_keyboard: true,
          keyboard: [[{ text: requestLabels[request], [`request_${request}`]: true }], [{ text: 'Bỏ qua' }]],
        },
      });
    },
  );

  it('keeps to the published limits with any message that the capability row allows', () => {
    const label = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `${text}.`);
    const id = fc.string({ minLength: 1, maxLength: 16, unit: 'binary' });
    const buttons = fc.array(fc.record({ id, label }), { maxLength: 50 });
    const linkButtons = fc.array(fc.record({ label, url: fc.webUrl() }), { maxLength: 5 });
    const request = fc.constantFrom('location', 'contact', undefined);
    const text = fc.string({ maxLength: 2000 }).map((words) => `${words}.`);
    fc.assert(
      fc.property(text, buttons, linkButtons, request, (words, choices, links, asked) => {
        const full = {
          ...message,
          text: words,
          buttons: choices,
          linkButtons: links,
          ...(asked && { request: asked }),
        };
        expect(limitBroken(full)).toBeUndefined();
        expect(limitFaults('sendMessage', toSendMessage(full, requestLabels))).toEqual([]);
      }),
    );
  });

  it.each([
    ['an empty text', { text: ' ' }, 'text_empty'],
    ['a text too long', { text: 'a'.repeat(4097) }, 'text_too_long'],
    ['a button id of 65 bytes', { buttons: [{ id: `${'đ'.repeat(32)}x`, label: 'Có' }] }, 'button_id_length'],
    ['a button without a label', { buttons: [{ id: 'a', label: '' }] }, 'button_label_empty'],
    ['a hundred and one buttons', { buttons: Array(101).fill({ id: 'a', label: 'Có' }) }, 'too_many_buttons'],
  ])('refuses %s without calling Telegram', async (_name, fields, vendorCode) => {
    const result = await create().send({ ...message, ...fields });

    expect(result).toEqual({ ok: false, error: { code: 'rejected', vendorCode, provablyUnsent: true } });
    expect(calls).toEqual([]);
  });

  it.each<[number, string, Partial<SendError>]>([
    [429, 'Too Many Requests: retry after 10072', { code: 'rate_limited', retryAfterMs: 10_072_000 }],
    [403, "Forbidden: bot can't initiate conversation with a user", { code: 'recipient_gone' }],
    [403, 'Forbidden: user is deactivated', { code: 'recipient_gone' }],
    [400, 'Bad Request: chat not found', { code: 'recipient_gone', vendorCode: '400 chat not found' }],
    [400, 'Bad Request: BUTTON_DATA_INVALID', { code: 'rejected', vendorCode: '400 BUTTON_DATA_INVALID' }],
    [
      400,
      "Bad Request: inline keyboard button URL 'https://bi-mat.example/lan' is invalid: Wrong HTTP URL",
      {
        code: 'rejected',
        vendorCode: '400 inline keyboard button URL',
      },
    ],
    [401, 'Unauthorized', { code: 'token_dead', provablyUnsent: true }],
    [404, 'Not Found', { code: 'misconfigured' }],
    [409, "Conflict: can't use getUpdates method while webhook is active", { code: 'misconfigured' }],
    [500, 'Internal Server Error', { code: 'unreachable', provablyUnsent: true }],
    [500, 'Internal Server Error: restart', { code: 'unreachable', provablyUnsent: false }],
    [504, 'Gateway Timeout', { code: 'unreachable', provablyUnsent: false }],
  ])('reads the answer %i %s', async (status, description, error) => {
    const seconds = /retry after (\d+)/.exec(description)?.[1];
    refuses('sendMessage', status, description, seconds ? { retry_after: Number(seconds) } : undefined);

    expect(await create().send(message)).toMatchObject({ ok: false, error });
  });

  it('tries a doubtful refusal once more before it believes that the citizen is gone', async () => {
    const channel = create();
    const refuse = () => refuses('sendMessage', 403, "Forbidden: bot can't send messages to the user");

    refuse();
    const first = await channel.send(message);
    refuse();
    const second = await channel.send(message);

    expect(first).toMatchObject({ ok: false, error: { code: 'unreachable', provablyUnsent: true } });
    expect(second).toMatchObject({ ok: false, error: { code: 'recipient_gone' } });
  });

  it.each([
    ['null', 'null'],
    ['a success without a message', '{"ok":true,"result":true}'],
  ])('does not call %s a proof', async (_name, body) => {
    vendor('sendMessage', 200, body);

    expect(await create().send(message)).toMatchObject({ ok: false, error: { provablyUnsent: false } });
  });
});

describe('setting Telegram up', () => {
  it('registers the webhook with its secret and the menu in two languages', async () => {
    accepts('setWebhook', true);
    accepts('setMyCommands', true);
    accepts('setMyCommands', true);

    expect(await create().setUp()).toEqual({ ok: true, value: undefined });

    expect(faults()).toEqual([]);
    expect(calls).toMatchObject([
      {
        payload: {
          url: 'https://phuong.example/webhooks/telegram',
          secret_token: secret,
          drop_pending_updates: false,
        },
      },
      { payload: { commands: [{ command: 'menu', description: 'Xem danh mục' }] } },
      { payload: { commands: [{ description: 'Show the menu' }], language_code: 'en' } },
    ]);
  });

  it('takes a webhook away before it polls', async () => {
    accepts('deleteWebhook', true);
    nock(root)
      .post(/setMyCommands/)
      .twice()
      .reply(200, { ok: true, result: true });

    expect(await create(polling).setUp()).toMatchObject({ ok: true });
    expect(calls[0]).toEqual({ method: 'deleteWebhook', payload: { drop_pending_updates: false } });
  });

  it('leaves the webhook as it is when it does not know its own address', async () => {
    nock(root)
      .post(/setMyCommands/)
      .twice()
      .reply(200, { ok: true, result: true });

    expect(await create(withoutAddress).setUp()).toMatchObject({
      ok: true,
    });
    expect(nock.isDone()).toBe(true);
  });

  it('says as data that the token is dead', async () => {
    refuses('setWebhook', 401, 'Unauthorized');

    expect(await create().setUp()).toMatchObject({ ok: false, error: { code: 'token_dead' } });
  });
});

describe('the health of a bot', () => {
  const me = () => accepts('getMe', { id: 1, is_bot: true, first_name: 'Gần Dân', username: 'GanDanBot' });
  const info = (fields: object) =>
    accepts('getWebhookInfo', { url: '', has_custom_certificate: false, pending_update_count: 0, ...fields });

  it('is told in plain words', async () => {
    me();
    info({ url: 'https://phuong.example/webhooks/telegram', pending_update_count: 3 });

    expect(await create().checkHealth()).toEqual({
      ok: true,
      value: { detail: 'Bot @GanDanBot hoạt động, nhận tin qua webhook, 3 tin đang chờ' },
    });
    expect(faults()).toEqual([]);
  });

  it.each([
    ['webhook', webhook, 'https://elsewhere.example/', 'webhook_url_differs'],
    ['polling', polling, 'https://elsewhere.example/', 'webhook_is_set'],
    ['webhook', withoutAddress, '', 'webhook_url_differs'],
  ] as const)('is bad when updates go elsewhere in %s mode', async (_name, config, url, vendorCode) => {
    me();
    info({ url });

    expect(await create(config).checkHealth()).toMatchObject({
      ok: false,
      error: { code: 'misconfigured', vendorCode },
    });
  });
});

describe('files kept by Telegram', () => {
  const file = (fields: object) =>
    accepts('getFile', { file_id: 'f', file_unique_id: 'u', file_path: 'photos/1.jpg', ...fields });
  const bytes = (size: number) =>
    nock(root).get(`/file/bot${token}/photos/1.jpg`).reply(200, Buffer.alloc(size));

  it('are fetched', async () => {
    file({ file_size: 10 });
    bytes(10);

    expect(await create().download('f', 10)).toEqual({ ok: true, value: Buffer.alloc(10) });
    expect(faults()).toEqual([]);
  });

  it('are refused by their announced size before a byte is read', async () => {
    file({ file_size: 11 });
    const fetched = bytes(11);

    expect(await create().download('f', 10)).toEqual({ ok: false, error: { code: 'too_large' } });
    expect(fetched.isDone()).toBe(false);
  });

  it('are refused when they turn out larger than announced', async () => {
    file({});
    bytes(11);

    expect(await create().download('f', 10)).toEqual({ ok: false, error: { code: 'too_large' } });
  });

  it('are refused above the vendor’s own limit', async () => {
    refuses('getFile', 400, 'Bad Request: file is too big');

    expect(await create().download('f', 1e9)).toEqual({ ok: false, error: { code: 'too_large' } });
  });

  it('can be gone', async () => {
    refuses('getFile', 400, 'Bad Request: invalid file_id');

    expect(await create().download('f', 10)).toEqual({ ok: false, error: { code: 'not_found' } });
  });

  it('can be out of reach', async () => {
    file({});
    nock(root)
      .get(/^\/file/)
      .replyWithError(Object.assign(new Error('wire'), { code: 'ECONNRESET' }));

    expect(await create().download('f', 10)).toEqual({ ok: false, error: { code: 'unreachable' } });
  });
});

/** The update with its n-th field, counted through all depths, replaced. */
function withReplaced(update: object, index: number, value: unknown): object {
  const copy = structuredClone(update);
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      const owner = node as Record<string, unknown>;
      places.push([owner, key]);
      visit(owner[key]);
    }
  };
  visit(copy);
  const place = places[index % places.length];
  if (place) place[0][place[1]] = value;
  return copy;
}
