import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { spawnStandInZalo, startStandInZalo, type ZaloOptions } from '../support/stand-in-zalo.ts';
import { startReceiver } from '../support/vendor/receiver.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options?: ZaloOptions) {
  const standIn = await startStandInZalo(options);
  closing.push(standIn.close);
  return standIn;
}

async function listen(...reply: Parameters<typeof startReceiver>) {
  const receiver = await startReceiver(...reply);
  closing.push(receiver.close);
  return receiver;
}

type Reached = { readonly url: string; readonly account: Readonly<Record<string, string>> };
interface Envelope {
  readonly error?: number;
  readonly data?: Record<string, unknown>;
}

async function call(
  standIn: Reached,
  path: string,
  body?: object,
  token = standIn.account.accessToken ?? '',
) {
  const answer = await fetch(standIn.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { access_token: token },
    ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, ...((await answer.json()) as Envelope) };
}

const consult = (standIn: Reached, userId: string, message: object | string, token?: string) => {
  const content = typeof message === 'string' ? { text: message } : message;
  return call(standIn, '/v3.0/oa/message/cs', { recipient: { user_id: userId }, message: content }, token);
};

const withButtons = (buttons: readonly object[]) => ({
  text: 'Bà con cần gì?',
  attachment: { type: 'template', payload: { buttons } },
});
const question = { title: 'Tra cứu', type: 'oa.query.hide', payload: '#tracuu' };
const hours = (count: number) => Date.now() - count * 3_600_000;

describe('a consult message', () => {
  it('is delivered within seven days, free for two', async () => {
    const standIn = await start();
    await standIn.citizensDo([{ userId: 'u1', text: 'chào' }]);
    standIn.setLastInteraction('u2', hours(49));

    const free = await consult(standIn, 'u1', 'Xin chào');
    const paid = await consult(standIn, 'u2', 'Hồ sơ đã xong');

    expect(free).toMatchObject({ status: 200, error: 0, data: { quota: { quota_type: 'reply' } } });
    expect(paid).toMatchObject({ error: 0, data: { quota: { quota_type: 'sub_quota', remain: '999999' } } });
    expect(free.headers.get('x-ratelimit-remain')).toBe('3999');
    expect(standIn.delivered()).toMatchObject([
      { seq: 1, userId: 'u1', text: 'Xin chào', how: 'cs', vendorId: free.data?.message_id },
      { seq: 2, userId: 'u2' },
    ]);
    expect(standIn.counters()).toMatchObject({ limitsBroken: [], calls: { cs: 2 } });
  });

  it.each([
    ['after seven days', -230, hours(169), 'muộn'],
    ['to a stranger', -232, null, 'ai đó'],
    ['of more than 2,000 characters', -210, hours(1), 'a'.repeat(2001)],
    ['with six buttons', -210, hours(1), withButtons(Array.from({ length: 6 }, () => question))],
    ['with a long title', -210, hours(1), withButtons([{ ...question, title: 'a'.repeat(101) }])],
  ])('%s is refused, and remembered', async (_, error, last, message) => {
    const standIn = await start();
    standIn.setLastInteraction('u1', last);

    expect(await consult(standIn, 'u1', message)).toMatchObject({ status: 200, error });
    expect(standIn.delivered()).toEqual([]);
    expect(standIn.counters().limitsBroken).toHaveLength(1);
  });

  it('with buttons is refused where the OA may not have them', async () => {
    const standIn = await start();
    standIn.setLastInteraction('u1', hours(1));
    standIn.change({ refuseButtons: true });

    expect(await consult(standIn, 'u1', withButtons([question]))).toMatchObject({ error: -201 });
    expect(await consult(standIn, 'u1', 'không nút')).toMatchObject({ error: 0 });
    expect(standIn.counters().limitsBroken).toEqual([]);
  });

  it('is counted over a rolling minute', async () => {
    const standIn = await start({ limits: { max: 2, windowMs: 60_000 } });
    standIn.setLastInteraction('u1', hours(1));

    const answers = [];
    for (const text of ['một', 'hai', 'ba']) answers.push(await consult(standIn, 'u1', text));
    standIn.change({ clockOffsetMs: 61_000 });

    expect(answers.map(({ error }) => error)).toEqual([0, 0, -32]);
    expect(standIn.counters().rateViolations).toBe(1);
    expect(await consult(standIn, 'u1', 'bốn')).toMatchObject({ error: 0 });
  });
});

describe('tokens', () => {
  const refresh = async (standIn: Reached, token: string | undefined): Promise<Record<string, string>> => {
    const { appId = '', appSecret = '' } = standIn.account;
    const form = { app_id: appId, grant_type: 'refresh_token', refresh_token: token ?? '' };
    const init = { method: 'POST', headers: { secret_key: appSecret }, body: new URLSearchParams(form) };
    const answer = await fetch(`${standIn.url}/v4/oa/access_token`, init);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Record<string, string>;
  };

  it('end, and a refresh token gives the next pair once', async () => {
    const standIn = await start({ expiresInSeconds: 3600 });
    standIn.setLastInteraction('u1', Date.now());
    standIn.change({ clockOffsetMs: 3_600_001 });
    const old = standIn.account.refreshToken;

    expect(await consult(standIn, 'u1', 'một')).toMatchObject({ error: -220 });
    const pair = await refresh(standIn, old);
    const again = await refresh(standIn, old);

    expect(pair).toMatchObject({ expires_in: '3600' });
    expect(again.error_name).toBeDefined();
    expect(again).not.toHaveProperty('access_token');
    expect(await consult(standIn, 'u1', 'hai', pair.access_token)).toMatchObject({ error: 0 });
    expect(await consult(standIn, 'u1', 'ba', 'nobody')).toMatchObject({ error: -216 });
    expect(await refresh(standIn, pair.refresh_token)).toHaveProperty('access_token');
    expect(standIn.counters()).toMatchObject({ tokenRefreshes: 2, tokenReuses: 1 });
  });

  it('are used up by an answer that never arrives, and not by a call that never did', async () => {
    const standIn = await start();
    const { refreshToken } = standIn.account;

    standIn.fail({ kind: 'reset_before', endpoint: 'oauth', times: 1 });
    await expect(refresh(standIn, refreshToken)).rejects.toThrow();
    expect(standIn.counters().tokenRefreshes).toBe(0);
    standIn.fail({ kind: 'reset_after', endpoint: 'oauth', times: 1 });
    await expect(refresh(standIn, refreshToken)).rejects.toThrow();

    expect(standIn.counters().tokenRefreshes).toBe(1);
    expect(await refresh(standIn, refreshToken)).toHaveProperty('error_name');
  });

  it('are given for a consent, to who knows the verifier', async () => {
    const standIn = await start();
    const { appId = '', appSecret = '', oaId } = standIn.account;
    const verifier = 'v'.repeat(43);
    const code_challenge = createHash('sha256').update(verifier).digest('base64url');
    const redirect_uri = 'https://phuong.example/zalo';
    const consent = async () => {
      const query = new URLSearchParams({ app_id: appId, redirect_uri, code_challenge, state: 's' });
      const page = await fetch(`${standIn.url}/v4/oa/permission?${query}`, { redirect: 'manual' });
      return new URL(page.headers.get('location') ?? '').searchParams;
    };
    const exchange = async (code: string, code_verifier: string) => {
      const form = { app_id: appId, grant_type: 'authorization_code', code, code_verifier };
      const init = { method: 'POST', headers: { secret_key: appSecret }, body: new URLSearchParams(form) };
      return (await fetch(`${standIn.url}/v4/oa/access_token`, init)).json();
    };

    const back = await consent();

    expect(Object.fromEntries(back)).toMatchObject({ oa_id: oaId, state: 's' });
    expect(await exchange(back.get('code') ?? '', verifier)).toHaveProperty('access_token');
    expect(await exchange(back.get('code') ?? '', verifier)).toHaveProperty('error_name');
    expect(await exchange((await consent()).get('code') ?? '', 'w')).toHaveProperty('error_name');
  });
});

describe('other ways to a citizen', () => {
  const templates = [{ id: '77', text: 'Hồ sơ <ma> đã xong' }];

  it('are templates, by user id and by phone', async () => {
    const standIn = await start({ templates });
    standIn.setLastInteraction('u1', hours(1000));
    const filled = { template_id: '77', template_data: { ma: 'H26-1' } };
    const byPhone = (phone: string) => call(standIn, '/message/template', { ...filled, phone });

    expect(await call(standIn, '/v3.0/oa/message/template', { ...filled, user_id: 'u1' })).toMatchObject({
      error: 0,
    });
    expect(await byPhone('84901234567')).toMatchObject({ error: 0, data: { sending_mode: '1' } });
    expect(await byPhone('0901234567')).toMatchObject({ error: -108 });
    standIn.change({ hour: 23 });
    expect(await byPhone('84901234567')).toMatchObject({ error: -133 });
    expect(standIn.delivered()).toMatchObject([
      { userId: 'u1', how: 'template', text: 'Hồ sơ H26-1 đã xong' },
      { userId: '84901234567', how: 'phone template' },
    ]);
  });

  it('is an article for everybody, by day', async () => {
    const standIn = await start();
    const article = {
      type: 'normal',
      title: 'Lịch tiêm',
      author: 'Phường',
      description: 'd',
      body: [{ type: 'text' }],
    };
    const { data } = await call(standIn, '/v2.0/article/create', article);
    const verify = () => call(standIn, '/v2.0/article/verify', { token: data?.token });
    expect(await verify()).toMatchObject({ error: -214 });
    const { data: verified } = await verify();
    const elements = [{ media_type: 'article', attachment_id: verified?.id }];
    const message = { attachment: { payload: { template_type: 'media', elements } } };
    const broadcast = () => call(standIn, '/v2.0/oa/message', { recipient: { target: {} }, message });

    expect(await broadcast()).toMatchObject({ error: 0 });
    standIn.change({ hour: 5 });
    expect(await broadcast()).toMatchObject({ error: -234 });
    expect(standIn.delivered()).toMatchObject([{ how: 'broadcast', text: 'Lịch tiêm' }]);
  });

  it('are no longer the transaction and promotion messages', async () => {
    const standIn = await start();

    expect((await call(standIn, '/v3.0/oa/message/promotion', {})).error).not.toBe(0);
    expect(standIn.counters().limitsBroken).toHaveLength(1);
  });

  it('take uploads of the right kind and size', async () => {
    const standIn = await start();
    standIn.setLastInteraction('u1', hours(1));
    const upload = (bytes: Buffer, name: string) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), name);
      return call(standIn, '/v2.0/oa/upload/image', form);
    };
    const jpeg = Buffer.from('ffd8ffe0', 'hex');
    const image = (attachment_id: unknown) => ({
      text: 'Thông báo',
      attachment: {
        type: 'template',
        payload: { template_type: 'media', elements: [{ media_type: 'image', attachment_id }] },
      },
    });

    const { data } = await upload(jpeg, 'a.jpg');

    expect(await consult(standIn, 'u1', image(data?.attachment_id))).toMatchObject({ error: 0 });
    expect(await consult(standIn, 'u1', image('khác'))).toMatchObject({ error: -100 });
    expect(await upload(Buffer.concat([jpeg, Buffer.alloc(1_048_577)]), 'b.jpg')).toMatchObject({
      error: -210,
    });
    expect(await upload(Buffer.from('MZ..'), 'c.jpg')).toMatchObject({ error: -201 });
  });
});

describe('faults', () => {
  it.each([
    ['reset_before', 0],
    ['reset_after', 1],
  ] as const)('%s leaves %i messages', async (kind, delivered) => {
    const standIn = await start();
    standIn.setLastInteraction('u1', hours(1));
    standIn.fail({ kind, times: 1 });

    await expect(consult(standIn, 'u1', 'một')).rejects.toThrow();

    expect(standIn.delivered()).toHaveLength(delivered);
    expect(await consult(standIn, 'u1', 'hai')).toMatchObject({ error: 0 });
  });

  it('are the vendor’s words, a gateway’s page, or silence', async () => {
    const standIn = await start();
    standIn.setLastInteraction('u1', hours(1));
    const send = { method: 'POST', headers: { access_token: 'x' }, body: '{}' };
    const url = `${standIn.url}/v3.0/oa/message/cs`;

    standIn.fail({ kind: 'refuse', code: '-227', times: 1 });
    expect(await consult(standIn, 'u1', 'một')).toMatchObject({ status: 200, error: -227 });
    standIn.fail({ kind: 'too_many_requests', times: 1 });
    expect(await consult(standIn, 'u1', 'một')).toMatchObject({ status: 200, error: -32 });
    standIn.fail({ kind: 'server_error', times: 1 });
    expect((await fetch(url, send)).headers.get('content-type')).toBe('text/html');
    standIn.fail({ kind: 'hang', userId: 'u2' });
    expect(await consult(standIn, 'u1', 'một')).toMatchObject({ error: 0 });
    standIn.clearFaults();
    standIn.fail({ kind: 'hang', endpoint: 'getoa', times: 1 });
    const signal = AbortSignal.timeout(200);
    await expect(fetch(`${standIn.url}/v2.0/oa/getoa`, { signal })).rejects.toThrow();
  });
});

describe('the webhook', () => {
  it('is signed over bytes that JSON.stringify would not give back', async () => {
    const standIn = await start({ oaSecret: 'S', appId: 'A' });
    const receiver = await listen();
    await standIn.setWebhook(receiver.url);

    const [eventId] = await standIn.citizensDo([{ userId: 'u1', text: 'hồ sơ 12/2026' }]);
    await standIn.settled();

    const [pushed] = receiver.pushed;
    const body = JSON.parse(pushed?.body.toString() ?? '') as { timestamp: string; message: object };
    const signed = createHash('sha256')
      .update('A')
      .update(pushed?.body ?? '')
      .update(body.timestamp)
      .update('S');
    expect(pushed?.headers).toMatchObject({
      'x-zevent-signature': `mac=${signed.digest('hex')}`,
      num_retry: '0',
    });
    expect(body).toMatchObject({
      event_name: 'user_send_text',
      message: { msg_id: eventId, text: 'hồ sơ 12/2026' },
    });
    expect(pushed?.body.toString()).not.toBe(JSON.stringify(body));
    expect(await standIn.probe()).toBe(true);
  });

  it('gets a refused event again, before the citizen’s next one', async () => {
    const standIn = await start({ webhookTimeoutMs: 200 });
    const replies = ['silence', 500, 200] as const;
    const receiver = await listen((_, count) => replies[count - 1] ?? 200);
    await standIn.setWebhook(receiver.url);

    const ids = await standIn.citizensDo(['một', 'hai'].map((text) => ({ userId: 'u1', text })));
    await standIn.settled();

    expect(receiver.pushed.map(({ headers }) => headers.num_retry)).toEqual(['0', '1', '2', '0']);
    expect(standIn.events()).toMatchObject([
      { eventId: ids[0], attempts: 3 },
      { eventId: ids[1], attempts: 1 },
    ]);
  });

  it('can get events twice and late', async () => {
    const standIn = await start({ duplicateShare: 1, lateShare: 0.5, lateMs: 50 });
    const receiver = await listen();
    await standIn.citizensDo(Array.from({ length: 40 }, (_, n) => ({ userId: 'u1', text: String(n) })));
    await standIn.setWebhook(receiver.url);

    await expect.poll(() => receiver.pushed.length).toBe(80);

    const texts = receiver.pushed.map(({ body }) => Number(/"text":"(\d+)"/.exec(body.toString())?.[1]));
    expect(new Set(texts).size).toBe(40);
    expect(texts).not.toEqual(texts.toSorted((a, b) => a - b));
  });

  it('hears of presses of buttons that were really sent, and of everything else that citizens do', async () => {
    const standIn = await start({ receipts: true, echoes: true });
    const receiver = await listen();
    await standIn.setWebhook(receiver.url);
    await expect(standIn.citizensDo([{ userId: 'u1', press: '#tracuu' }])).rejects.toThrow('never sent');

    await standIn.citizensDo([{ userId: 'u1', does: 'follow' }]);
    await consult(standIn, 'u1', withButtons([question]));
    const deeds = ['image', 'location', 'unfollow'].map((does) => ({ userId: 'u1', does }));
    await standIn.citizensDo([{ userId: 'u1', press: '#tracuu' }, ...deeds]);
    await standIn.settled();

    const bodies = receiver.pushed.map(({ body }) => JSON.parse(body.toString()));
    expect(bodies.map(({ event_name: name }) => name)).toEqual([
      ...['follow', 'oa_send_text', 'user_seen_message', 'user_send_text'],
      ...['user_send_image', 'user_send_location', 'unfollow'],
    ]);
    expect(bodies[3]).toMatchObject({ message: { text: '#tracuu' } });
    const image = await fetch(bodies[4].message.attachments[0].payload.url);
    expect((await image.arrayBuffer()).byteLength).toBeGreaterThan(50);
  });
});

it('can be a process of its own, with its record on disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-zalo-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const recordFile = join(folder, 'delivered.jsonl');
  const remote = await spawnStandInZalo({ recordFile });
  closing.push(remote.close);
  const receiver = await listen();
  await remote.setWebhook(receiver.url);
  const [eventId] = await remote.citizensDo([{ userId: 'u1', text: 'chào' }]);
  await remote.settled();
  await remote.fail({ kind: 'refuse', code: '-200', times: 1 });

  expect(await consult(remote, 'u1', 'một')).toMatchObject({ error: -200 });
  const waiting = remote.deliveredAfter(0, 5000);
  expect(await consult(remote, 'u1', 'hai')).toMatchObject({ error: 0 });

  expect(await waiting).toMatchObject([{ userId: 'u1', text: 'hai' }]);
  expect(JSON.parse(readFileSync(recordFile, 'utf8'))).toMatchObject({ text: 'hai' });
  expect(await remote.events()).toMatchObject([{ eventId, attempts: 1 }]);
  await expect(remote.citizensDo([{ userId: 'u1', press: 'x' }])).rejects.toThrow('never sent');
  await remote.change({ lastInteraction: { u1: null } });
  expect(await consult(remote, 'u1', 'ba')).toMatchObject({ error: -232 });
});
