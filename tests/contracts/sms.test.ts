import fc from 'fast-check';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  checksHealth,
  knowsPhones,
  type OutboundMessage,
  type RawRequest,
} from '../../src/channels/channel.ts';
import { sms } from '../../src/channels/sms/kind.ts';
import { isGsmText } from '../../src/channels/sms/text/gsm-alphabet.ts';
import { countSegments } from '../../src/channels/sms/text/segments.ts';
import type { InboundContent, InboundEvent } from '../../src/core/message.ts';
import {
  citizen,
  dlr,
  esmsCallback,
  mo,
  moCases,
  moId,
  receivedAt,
  secret,
  writtenAt,
} from '../fixtures/sms-webhooks.ts';
import { createSmsHost, type SmsHost } from '../support/sms-host.ts';
import { type ChannelFixtures, describeChannelContract, type VendorMood } from './channel.contract.ts';

const gateway = 'http://cong-sms.example:13013';
const esmsRoot = 'https://rest.esms.example';
const secrets = { username: 'phuong', password: 'mat-khau', webhookSecret: secret };
const kannelSettings = { provider: 'kannel', sendUrl: `${gateway}/cgi-bin/sendsms`, shortCode: '8088' };
const esmsSettings = { provider: 'esms', sendUrl: esmsRoot, sender: 'PHUONGMAU' };

let host: SmsHost = createSmsHost();
/** Short only where nothing will come, so that a slow machine does not fail the rest. */
let timeoutMs = 10_000;

function create(settings: Record<string, unknown> = {}, publicUrl = 'https://phuong.example') {
  host = createSmsHost({ publicUrl, timeoutMs, now: () => receivedAt });
  const merged = { ...kannelSettings, ...settings };
  const channel = sms.create?.({ externalId: '8088', settings: merged as never, secrets }, host);
  if (!channel) throw new Error('the kind makes no channel');
  return channel;
}
const hidden = createSmsHost().ids.hide(citizen);
const message: OutboundMessage = {
  id: 'm1',
  to: hidden,
  text: 'Chào bà con',
  buttons: [],
  linkButtons: [],
};

type Query = Record<string, string>;
const sentToKannel: Query[] = [];
const sentToEsms: Query[] = [];

const sendsms = () =>
  nock(gateway)
    .get('/cgi-bin/sendsms')
    .query((query) => sentToKannel.push(query as Query) > 0);
const kannelSays = (status: number, body: string, headers: Record<string, string> = {}) =>
  sendsms().reply(status, body, headers);
const breaks = (code: string) => sendsms().replyWithError(Object.assign(new Error('wire'), { code }));

const moods: Record<VendorMood, () => unknown> = {
  accepts: () => kannelSays(202, '0: Accepted for delivery'),
  is_flooded: () => kannelSays(429, 'Too Many Requests', { 'retry-after': '7' }),
  has_lost_the_recipient: () =>
    kannelSays(400, 'Number(s) has/have been denied by white- and/or black-lists.'),
  refuses_the_message: () => kannelSays(403, 'Not routable. Do not try again.'),
  refuses_the_token: () => kannelSays(403, 'Authorization failed for sendsms'),
  is_broken: () => kannelSays(503, 'Temporal failure, try again later.'),
  refuses_connections: () => breaks('ECONNREFUSED'),
  resets_after_the_request: () => breaks('ECONNRESET'),
  never_answers: () => sendsms().delay(60_000).reply(202, '0: Accepted for delivery'),
};

type Outcome = Extract<InboundContent, { vendorMessageId: string }>;
const event = (content: InboundContent, at = writtenAt): InboundEvent => ({
  eventId: moId,
  userId: hidden,
  at,
  content,
});
const delivered: Outcome = { kind: 'receipt', vendorMessageId: 'm1', state: 'delivered' };
const report = (content: Outcome): InboundEvent => ({
  eventId: `report:${content.vendorMessageId}:${content.kind}`,
  userId: hidden,
  at: receivedAt,
  content,
});
const undelivered = (vendorCode: string): Outcome => ({
  kind: 'undelivered',
  vendorMessageId: 'm1',
  vendorCode,
});

const fixtures: ChannelFixtures = {
  forged: mo('alo', { headers: { 'x-webhook-secret': `${secret}x` } }),
  malformed: mo('alo', { query: { from: undefined } }),
  unknown: mo(''),
  signed: (body) => mo(body),
  recipient: hidden,
  neverSays: ['refuses_the_token'],
  arrange: (mood) => {
    if (mood === 'never_answers') timeoutMs = 100;
    moods[mood]();
  },
  limitFaults: () => sentToKannel.flatMap(kannelFaults),
  events: {
    ...Object.fromEntries(
      Object.entries(moCases).map(([name, { request, content, at }]) => [
        name,
        { request, becomes: [event(content, at)] },
      ]),
    ),
    'a delivery report': {
      request: dlr('1', { to: hidden }),
      becomes: [report(delivered)],
    },
    'a report of failure': {
      request: dlr('2', { to: hidden }),
      becomes: [report(undelivered('status 2'))],
    },
    'a refusal of the SMS centre': {
      request: dlr('16', { to: hidden }),
      becomes: [report(undelivered('status 16'))],
    },
    'a message on its way': { request: dlr('8', { to: hidden }), becomes: [] },
    'a message that waits for a phone': { request: dlr('4', { to: hidden }), becomes: [] },
  },
};

/** What Kannel 1.4.5 refuses, and what an account of this kind may cost. */
function kannelFaults(query: Query): string[] {
  const faults: string[] = [];
  if (!/^84\d{9,10}$/.test(query.to ?? '')) faults.push('to');
  if (!query.username || !query.password) faults.push('credentials');
  if (query.coding === undefined && !isGsmText(query.text ?? '')) faults.push('coding');
  if (countSegments(query.text ?? '') > 3) faults.push('segments');
  return faults;
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
  sentToKannel.length = 0;
  sentToEsms.length = 0;
  timeoutMs = 10_000;
});
afterAll(() => nock.restore());

describeChannelContract(() => create(), fixtures);

describe('receiving from an SMS gateway', () => {
  const withSecret = (parts: Partial<RawRequest>): RawRequest => {
    const request = mo('alo', { headers: { 'x-webhook-secret': undefined } });
    return { ...request, ...parts, query: { ...request.query, ...parts.query } };
  };

  it.each([
    ['the address', withSecret({ query: { secret } })],
    ['a bearer token', withSecret({ headers: { authorization: `Bearer ${secret}` } })],
    ['a header', withSecret({ headers: { 'x-webhook-secret': secret } })],
  ])('takes the secret from %s', async (_place, request) => {
    expect(await create().receive(request)).toMatchObject({ ok: true, value: [{ userId: hidden }] });
  });

  it('refuses a report without the secret too', async () => {
    const received = await create().receive(dlr('1', { to: hidden, secret: 'khác' }));

    expect(received).toEqual({ ok: false, error: { code: 'bad_signature' } });
  });

  it.each(['8088', '199', 'VIETTEL', 'NGANHANG', '+12025550100'])(
    'answers nobody at %s, who is no citizen of ours',
    async (from) => {
      const received = await create().receive(mo('Khuyen mai', { query: { from } }));

      expect(received).toEqual({ ok: true, value: [] });
      expect(host.notices).toEqual(['sms_not_from_a_citizen']);
    },
  );

  it('shows the number nowhere, neither in events nor in notices', async () => {
    const channel = create();
    const requests = [mo('alo', { query: { id: undefined } }), mo('alo', { query: { to: '1900' } }), mo('')];
    for (const request of requests) {
      const received = await channel.receive(request);

      expect(JSON.stringify([received, host.notices])).not.toMatch(/900000001/);
    }
    expect(host.notices).toEqual(['sms_to_another_number']);
  });

  it('knows a repetition without an id by its words and its moment', async () => {
    const idOf = async (text: string) => {
      const received = await create().receive(mo(text, { query: { id: undefined } }));
      return received.ok ? received.value[0]?.eventId : undefined;
    };

    expect(await idOf('alo')).toMatch(/^[0-9a-f]{64}$/);
    expect(await idOf('alo')).toBe(await idOf('alo'));
    expect(await idOf('alo')).not.toBe(await idOf('a lô'));
  });

  it('counts a report of which it cannot tell whose it is', async () => {
    const received = await create().receive(dlr('1'));

    expect(received).toEqual({ ok: true, value: [] });
    expect(host.notices).toEqual(['sms_report_of_nobody']);
  });

  it('calls a report without an id malformed', async () => {
    expect(await create().receive(dlr('1', { id: '' }))).toMatchObject({ error: { code: 'malformed' } });
  });

  it('survives parameters that Express gives as lists', async () => {
    const query = { from: [citizen, citizen], id: ['1', '2'] } as never;

    expect(await create().receive({ ...mo('alo'), query })).toMatchObject({ ok: false });
  });
});

describe('an aggregator with its own words', () => {
  const byGet = {
    inbound: {
      from: ['query:phone'],
      to: ['query:shortcode'],
      text: ['query:msg'],
      id: ['query:moid'],
      at: ['query:ts'],
    },
  };
  const byJson = {
    inbound: {
      from: ['json:data.msisdn'],
      to: ['json:data.service'],
      text: ['json:data.content'],
      id: ['json:requestId'],
      at: ['json:data.time'],
      utcOffsetHours: 7,
    },
  };
  const get = (query: Record<string, string>): RawRequest => ({
    method: 'GET',
    query: { secret, ...query },
    headers: {},
    body: Buffer.of(),
  });
  const post = (body: unknown, contentType?: string): RawRequest => ({
    method: 'POST',
    query: { secret },
    headers: contentType ? { 'content-type': contentType } : {},
    body: Buffer.from(JSON.stringify(body)),
  });
  const jsonMo = {
    requestId: 77,
    data: {
      msisdn: '0900000001',
      service: '8088',
      content: 'tc 00673810079',
      time: '2026-11-25 12:29:58',
    },
  };

  it('is read by GET', async () => {
    const query = { phone: citizen, msg: 'hs 00673810079', shortcode: '8088', moid: '9', ts: '1795584000' };

    expect(await create(byGet).receive(get(query))).toEqual({
      ok: true,
      value: [
        {
          eventId: '9',
          userId: hidden,
          at: 1_795_584_000_000,
          content: { kind: 'text', text: 'TC 00673810079' },
        },
      ],
    });
  });

  it.each(['application/json; charset=utf-8', 'text/plain', undefined])(
    'is read as JSON, sent as %s',
    async (contentType) => {
      expect(await create(byJson).receive(post(jsonMo, contentType))).toEqual({
        ok: true,
        value: [
          {
            eventId: '77',
            userId: hidden,
            at: writtenAt,
            content: { kind: 'text', text: 'TC 00673810079' },
          },
        ],
      });
    },
  );

  it.each([{}, { data: null }, { data: [] }, 'x', null])(
    'is malformed when nobody wrote: %j',
    async (body) => {
      expect(await create(byJson).receive(post(body))).toMatchObject({ error: { code: 'malformed' } });
    },
  );

  it('is read as a form by the usual names', async () => {
    const form = new URLSearchParams({ from: '0900000001', text: 'giờ làm việc', id: '5' });
    const request = {
      ...post(''),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(form.toString()),
    };

    expect(await create().receive(request)).toMatchObject({
      value: [{ eventId: '5', userId: hidden, content: { kind: 'text', text: 'giờ làm việc' } }],
    });
  });

  it('lets no citizen’s words pass for its own fields', async () => {
    const request = mo('{"from":"0900000002","text":"xin chào"}', { query: { from: undefined } });

    expect(await create().receive(request)).toMatchObject({ error: { code: 'malformed' } });
  });

  it('survives any body', async () => {
    const channel = create(byJson);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const received = await channel.receive(post(value, 'application/json'));
        if (!received.ok) expect(received.error.code).toBe('malformed');
      }),
    );
  });
});

describe('sending through Kannel', () => {
  async function sent(fields: Partial<OutboundMessage>, settings: Record<string, unknown> = {}) {
    moods.accepts();
    const outcome = await create(settings).send({ ...message, ...fields });
    expect(outcome).toEqual({ ok: true, value: { vendorMessageId: 'm1' } });
    return sentToKannel.at(-1) ?? {};
  }

  it('sends seven-bit letters from the short code and asks for reports', async () => {
    const query = await sent({ text: 'Hồ sơ “đã” có kết quả…' });

    expect(query).toEqual({
      username: 'phuong',
      password: 'mat-khau',
      from: '8088',
      to: citizen,
      text: 'Ho so "da" co ket qua...',
      charset: 'UTF-8',
      'dlr-mask': '31',
      'dlr-url': `https://phuong.example/webhooks/sms/8088?report=1&secret=${secret}&id=m1&to=${hidden}&status=%d`,
    });
  });

  it('prefers a brand name, and keeps the accents that an account wants', async () => {
    const query = await sent({ text: 'Hồ sơ đã xong' }, { sender: 'PHUONGMAU', accents: true });

    expect(query).toMatchObject({ from: 'PHUONGMAU', text: 'Hồ sơ đã xong', coding: '2', charset: 'UTF-8' });
  });

  it('stays in seven bits where the accents allow it', async () => {
    expect(await sent({ text: 'Tra xong' }, { accents: true })).not.toHaveProperty('coding');
  });

  it.each([
    ['answer', 3],
    ['notice', 1],
    ['officer', 3],
    ['broadcast', 1],
  ] as const)('cuts what is over for the purpose %s', async (purpose, most) => {
    const { text = '' } = await sent({ text: 'Mời bà đến nhận kết quả. '.repeat(40), purpose });

    expect(countSegments(text)).toBe(most);
    expect(text.endsWith('ket qua.')).toBe(true);
  });

  it('takes later delivery and immediate replies for a yes', async () => {
    for (const words of ['3: Queued for later delivery', 'Sent.']) {
      kannelSays(202, words);
      expect(await create().send(message)).toMatchObject({ ok: true });
    }
  });

  it('finds the usual path behind a bare address', async () => {
    moods.accepts();

    expect(await create({ sendUrl: `${gateway}/` }).send(message)).toMatchObject({ ok: true });
  });

  it('asks for no report that could not reach it', async () => {
    moods.accepts();
    const lonely = sms.create?.(
      { externalId: '8088', settings: kannelSettings, secrets },
      createSmsHost({ now: () => receivedAt }),
    );

    expect(await lonely?.send(message)).toMatchObject({ ok: true });
    expect(sentToKannel.at(-1)).not.toHaveProperty('dlr-url');
  });

  it.each([
    [403, 'Authorization failed for sendsms', { code: 'misconfigured', provablyUnsent: true }],
    [404, '<html>', { code: 'misconfigured', provablyUnsent: true }],
    [400, 'Sender missing and no global set, rejected', { code: 'misconfigured', provablyUnsent: true }],
    [400, 'Coding field misformed, rejected', { code: 'rejected', vendorCode: '400', provablyUnsent: true }],
    [202, '4: Nguyễn', { code: 'rejected', vendorCode: '202', provablyUnsent: true }],
    [504, '', { code: 'unreachable', provablyUnsent: false }],
    [500, '', { code: 'unreachable', provablyUnsent: false }],
  ])('reads %i %s', async (status, words, error) => {
    kannelSays(status, words);

    expect(await create().send(message)).toMatchObject({ ok: false, error });
  });

  it('tells nobody its password when something fails', async () => {
    for (const mood of ['refuses_the_token', 'refuses_connections', 'is_broken'] as const) {
      moods[mood]();
      expect(JSON.stringify(await create().send(message))).not.toMatch(/mat-khau|bi-mat|90000000/);
    }
  });

  it.each([
    ['an id that is not ours', { to: 'h' }, 'unknown_recipient'],
    ['a hidden word', { to: createSmsHost().ids.hide('VIETTEL') }, 'unknown_recipient'],
    ['nothing but pictures', { text: '👍 ' }, 'text_empty'],
  ])('sends nothing to %s', async (_name, fields, vendorCode) => {
    expect(await create().send({ ...message, ...fields })).toEqual({
      ok: false,
      error: { code: 'rejected', vendorCode, provablyUnsent: true },
    });
  });
});

describe('sending through eSMS', () => {
  const address = '/MainService.svc/json/SendMultipleMessage_V4_post_json/';
  const esmsSays = (status: number, body: object | string) =>
    nock(esmsRoot)
      .post(address, (body) => sentToEsms.push(body as Query) > 0)
      .reply(status, body);
  const taken = { CodeResult: '100', SMSID: 'e-55', CountRegenerate: 0 };

  it('hands over one message with our id against repetitions', async () => {
    esmsSays(200, taken);

    const sent = await create(esmsSettings).send({ ...message, text: 'Hồ sơ đã xong' });

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 'e-55' } });
    expect(sentToEsms).toEqual([
      {
        ApiKey: 'phuong',
        SecretKey: 'mat-khau',
        Phone: '0900000001',
        Content: 'Ho so da xong',
        Brandname: 'PHUONGMAU',
        SmsType: '2',
        IsUnicode: '0',
        RequestId: 'm1',
        CallbackUrl: `https://phuong.example/webhooks/sms/8088?report=1&secret=${secret}&id=m1&to=${hidden}`,
      },
    ]);
  });

  it('sends from a fixed number, with accents, in the vendor’s test mode', async () => {
    esmsSays(200, taken);

    await create({ provider: 'esms', sendUrl: esmsRoot, accents: true, sandbox: true }).send({
      ...message,
      text: 'Đã xong',
    });

    expect(sentToEsms[0]).toMatchObject({
      SmsType: '8',
      IsUnicode: '1',
      Content: 'Đã xong',
      Sandbox: '1',
    });
    expect(sentToEsms[0]).not.toHaveProperty('Brandname');
  });

  it.each([`${esmsRoot}/MainService.svc/json`, `${esmsRoot}${address}`, `${esmsRoot}/`])(
    'finds its way from %s',
    async (sendUrl) => {
      esmsSays(200, taken);

      expect(await create({ ...esmsSettings, sendUrl }).send(message)).toMatchObject({ ok: true });
    },
  );

  it.each([
    [200, { CodeResult: '101' }, { code: 'misconfigured', vendorCode: 'CodeResult 101' }],
    [200, { CodeResult: 999 }, { code: 'rejected', vendorCode: 'CodeResult 999' }],
    [200, { CodeResult: 'Nguyễn' }, { code: 'rejected', vendorCode: 'CodeResult unknown' }],
    [200, { hello: 1 }, { code: 'unreachable', vendorCode: 'unreadable_answer', provablyUnsent: false }],
    [200, '<html>', { code: 'unreachable', vendorCode: 'malformed', provablyUnsent: false }],
    [429, {}, { code: 'rate_limited', retryAfterMs: 1000 }],
    [503, {}, { code: 'unreachable', provablyUnsent: true }],
    [401, {}, { code: 'misconfigured' }],
  ])('reads %i %j', async (status, body, error) => {
    esmsSays(status, body);

    expect(await create(esmsSettings).send(message)).toMatchObject({ ok: false, error });
  });

  it.each([
    ['success', { SendSuccess: '1' }, { kind: 'receipt', state: 'delivered' }],
    ['failure, although "sent"', { SendFailed: '1' }, { kind: 'undelivered', vendorCode: 'status 5' }],
    ['a refusal', { SendStatus: '4' }, { kind: 'undelivered', vendorCode: 'status 4' }],
  ])('reads a report of %s', async (_name, query, content) => {
    expect(await create(esmsSettings).receive(esmsCallback(query))).toMatchObject({
      value: [{ userId: hidden, content: { vendorMessageId: 'e-55', ...content } }],
    });
  });

  it('waits while nothing is decided, and knows a report without our mark', async () => {
    const { report: _mark, ...query } = esmsCallback({ SendStatus: '2' }).query;

    expect(await create(esmsSettings).receive({ ...esmsCallback({}), query })).toEqual({
      ok: true,
      value: [],
    });
  });
});

describe('the rest of an SMS account', () => {
  it('has capabilities by its own settings', () => {
    expect(create().capabilities).toMatchObject({ maxTextChars: 459, maxTextsPerAnswer: 1 });
    expect(create({ accents: true }).capabilities.maxTextChars).toBe(201);
    expect(create({ maxSegments: { answer: 1 } }).capabilities.maxTextChars).toBe(160);
    expect(create({ maxSegments: { answer: 1 }, accents: true }).capabilities.maxTextChars).toBe(70);
  });

  it('knows the phone behind a hidden id', () => {
    const channel = create();

    expect(knowsPhones(channel) && channel.phoneOf(hidden)).toBe(citizen);
    expect(knowsPhones(channel) && channel.phoneOf('?')).toBeUndefined();
  });

  it.each([
    [{}, 403, 'Authorization failed for sendsms', { ok: true, value: { detail: /kannel có trả lời/ } }],
    [{}, 404, '', { ok: false, error: { code: 'misconfigured' } }],
    [{}, 503, '', { ok: false, error: { code: 'unreachable' } }],
    [
      { shortCode: undefined, sender: 'PHƯỜNG MẪU DÀI' },
      403,
      '',
      { ok: true, value: { warnings: [/đầu số/, /không dấu/] } },
    ],
  ])('asks whether the gateway is there (%j, %i)', async (settings, status, words, outcome) => {
    nock(gateway).get('/cgi-bin/sendsms').reply(status, words);
    const channel = create(settings);

    const health = checksHealth(channel) ? await channel.checkHealth() : undefined;

    expect(health).toMatchObject(asMatchers(outcome));
  });

  it('asks eSMS the same', async () => {
    nock(esmsRoot).get(/json/).reply(405, '');
    const channel = create({ ...esmsSettings, shortCode: undefined });

    const health = checksHealth(channel) ? await channel.checkHealth() : undefined;

    expect(health).toMatchObject({ ok: true, value: { detail: expect.stringMatching(/eSMS/) } });
  });

  it('says that reports cannot come without an address', async () => {
    nock(gateway).get('/cgi-bin/sendsms').reply(403);
    const lonely = sms.create?.({ externalId: '8088', settings: kannelSettings, secrets }, createSmsHost());

    const health = lonely && checksHealth(lonely) ? await lonely.checkHealth() : undefined;

    expect(health).toMatchObject({ value: { warnings: [expect.stringMatching(/PUBLIC_URL/)] } });
  });
});

/** Regular expressions of a table as matchers. */
function asMatchers(value: unknown): object {
  const convert = (node: unknown): unknown => {
    if (node instanceof RegExp) return expect.stringMatching(node);
    if (Array.isArray(node)) return node.map(convert);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, convert(inner)]));
  };
  return convert(value) as object;
}
