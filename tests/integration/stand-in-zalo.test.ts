import { afterEach, describe, expect, it } from 'vitest';
import { call, consult, hours, question, withButtons } from '../support/stand-in-zalo/caller.ts';
import { startStandInZalo, type ZaloOptions } from '../support/stand-in-zalo.ts';
import { createHouseKeeping } from '../support/vendor/house-keeping.ts';

const { open, closeAll } = createHouseKeeping();
afterEach(closeAll);

const start = (options?: ZaloOptions) => open(startStandInZalo(options));

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
