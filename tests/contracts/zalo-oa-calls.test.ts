import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fileMessage, imageMessage } from '../../src/channels/zalo-oa/client/messages.ts';
import {
  calls,
  citizen,
  makeZaloOa,
  onGet,
  onPost,
  refusal,
  resetWire,
  success,
} from '../support/zalo-vendor.ts';

const client = () => makeZaloOa().channel.client;
const bytes = (size: number) => new Uint8Array(size);
/** The JSON of a GET's only parameter. */
const asked = () =>
  JSON.parse(
    new URL(calls[0]?.path ?? '', 'https://x.example').searchParams.get('data') ?? 'null',
  ) as unknown;

beforeAll(() => nock.disableNetConnect());
afterEach(resetWire);
afterAll(() => nock.restore());

describe('uploads', () => {
  it.each([
    ['image', 'a.JPG', 'uploadImage', { attachment_id: 'a1' }],
    ['gif', 'a.gif', 'uploadGif', { attachment_id: 'a1' }],
    ['file', 'mẫu đơn.pdf', 'uploadFile', { token: 't1' }],
  ] as const)('bring a %s as a form', async (kind, name, method, data) => {
    onPost(`/v2.0/oa/upload/${kind}`, success(data));

    expect(await client()[method]({ bytes: bytes(10), name })).toEqual({ ok: true, value: data });
    expect(calls[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(String(calls[0]?.payload)).toContain('name="file"');
  });

  it.each([
    ['a picture over one megabyte', 'uploadImage', 'a.png', 1024 * 1024 + 1, 'upload_too_large'],
    ['a picture of another kind', 'uploadImage', 'a.webp', 10, 'upload_type'],
    ['a file over five megabytes', 'uploadFile', 'a.pdf', 5 * 1024 * 1024 + 1, 'upload_too_large'],
    ['a program', 'uploadFile', 'a.exe', 10, 'upload_type'],
    ['a file without an ending', 'uploadFile', 'constructor', 10, 'upload_type'],
    ['an animation over five megabytes', 'uploadGif', 'a.gif', 5 * 1024 * 1024 + 1, 'upload_too_large'],
    ['nothing', 'uploadFile', 'a.csv', 0, 'upload_empty'],
  ] as const)('are not tried with %s', async (_name, method, name, size, vendorCode) => {
    expect(await client()[method]({ bytes: bytes(size), name })).toMatchObject({
      ok: false,
      error: { code: 'rejected', vendorCode },
    });
    expect(calls).toEqual([]);
  });

  it('are named in a message', async () => {
    onPost('/v3.0/oa/message/cs', success({ message_id: '1' }));
    onPost('/v3.0/oa/message/cs', success({ message_id: 2 }));
    const zalo = client();

    await zalo.sendCs(citizen, imageMessage({ attachment_id: 'a1' }, 'Thông báo'));
    await zalo.sendCs(citizen, fileMessage('t1'));

    expect(calls.map(({ payload }) => (payload as { message: unknown }).message)).toEqual([
      {
        text: 'Thông báo',
        attachment: {
          type: 'template',
          payload: {
            template_type: 'media',
            elements: [{ media_type: 'image', attachment_id: 'a1' }],
          },
        },
      },
      { attachment: { type: 'file', payload: { token: 't1' } } },
    ]);
  });
});

describe('citizens of the account', () => {
  it('are described, ids with every digit', async () => {
    onGet('/v3.0/oa/user/detail', {
      body: `{"error":0,"data":{"user_id":${citizen},"display_name":"Người Thử","is_sensitive":false,
        "tags_and_notes_info":{"tag_names":["khu phố 1"]},"shared_info":{"phone":"84900000001"}}}`,
    });

    expect(await client().userDetail(citizen)).toEqual({
      ok: true,
      value: {
        user_id: citizen,
        display_name: 'Người Thử',
        is_sensitive: false,
        tags_and_notes_info: { tag_names: ['khu phố 1'] },
      },
    });
    expect(asked()).toEqual({ user_id: citizen });
  });

  it('are listed by page, tag and time', async () => {
    onGet('/v3.0/oa/user/getlist', success({ total: '2', users: [{ user_id: '1' }, { user_id: '2' }] }));
    const filter = { offset: 0, count: 50, tag: 'a', lastInteraction: 'L7D', isFollower: true } as const;

    expect(await client().listUsers(filter)).toEqual({ ok: true, value: { userIds: ['1', '2'], total: 2 } });
    expect(asked()).toEqual({
      offset: 0,
      count: 50,
      tag_name: 'a',
      last_interaction_period: 'L7D',
      is_follower: 'true',
    });
  });

  it.each([
    [{ offset: 0, count: 51 }, 'user_list_count'],
    [{ offset: 9_952, count: 50 }, 'user_list_offset'],
  ])('cannot be listed with %o', async (filter, vendorCode) => {
    expect(await client().listUsers(filter)).toMatchObject({ error: { code: 'rejected', vendorCode } });
    expect(calls).toEqual([]);
  });

  it('carry tags', async () => {
    for (const path of ['tagfollower', 'rmfollowerfromtag', 'rmtag'])
      onPost(`/v2.0/oa/tag/${path}`, success({}));
    onGet('/v2.0/oa/tag/gettagsofoa', { body: { error: 0, data: ['a', 'b'] } });
    const zalo = client();

    await zalo.addTag(citizen, 'a');
    await zalo.removeTag(citizen, 'a');
    await zalo.deleteTag('a');

    expect(await zalo.listTags()).toEqual({ ok: true, value: ['a', 'b'] });
    expect(calls.slice(0, 3).map(({ payload }) => payload)).toEqual([
      { user_id: citizen, tag_name: 'a' },
      { user_id: citizen, tag_name: 'a' },
      { tag_name: 'a' },
    ]);
  });
});

describe('quotas', () => {
  it('are asked for one citizen', async () => {
    onPost(
      '/v3.0/oa/quota/message',
      success({ last_interaction: '1700000000000', promotion: { daily_remain: '1', monthly_remain: 4 } }),
    );

    expect(await client().userQuota(citizen)).toEqual({
      ok: true,
      value: { last_interaction: 1_700_000_000_000, promotion: { daily_remain: 1, monthly_remain: 4 } },
    });
  });

  it('are asked for the account', async () => {
    onPost('/v3.0/oa/quota/message', { body: { error: 0, data: [{ quota_type: 'sub_quota', remain: 9 }] } });

    const quota = await client().oaQuota({ owner: 'OA', product: 'cs', kind: 'sub_quota' });

    expect(quota).toEqual({ ok: true, value: [{ quota_type: 'sub_quota', remain: 9 }] });
    expect(calls[0]?.payload).toEqual({
      quota_owner: 'OA',
      product_type: 'cs',
      quota_type: 'sub_quota',
    });
  });
});

describe('articles', () => {
  const article = {
    title: 'Lịch tiếp dân',
    author: 'UBND phường',
    description: 'Tháng 12',
    coverUrl: 'https://phuong.example/cover.jpg',
    body: [{ type: 'text', content: 'Thứ Năm hằng tuần' }],
    visible: true,
    comments: false,
  } as const;

  it('are made, and waited for while Zalo works on them', async () => {
    onPost('/v2.0/article/create', success({ token: 'w1' }));
    onPost('/v2.0/article/verify', refusal(-214));
    onPost('/v2.0/article/verify', success({ id: 'x1' }));
    const zalo = client();

    expect(await zalo.createArticle(article)).toEqual({ ok: true, value: { token: 'w1' } });
    expect(await zalo.verifyArticle('w1', { pauseMs: 1 })).toEqual({ ok: true, value: { id: 'x1' } });
    expect(calls[0]?.payload).toMatchObject({
      type: 'normal',
      cover: { cover_type: 'photo', photo_url: 'https://phuong.example/cover.jpg', status: 'show' },
      status: 'show',
      comment: 'hide',
    });
  });

  it('are not waited for without end, nor after another refusal', async () => {
    for (let tries = 0; tries < 3; tries += 1) onPost('/v2.0/article/verify', refusal(-214));
    const zalo = client();

    expect(await zalo.verifyArticle('w1', { tries: 3, pauseMs: 1 })).toMatchObject({
      error: { code: 'unreachable', vendorCode: '-214' },
    });
    onPost('/v2.0/article/verify', refusal(-201));
    expect(await zalo.verifyArticle('w1')).toMatchObject({ error: { code: 'rejected' } });
    expect(calls).toHaveLength(4);
  });

  it('are not tried with a title of 151', async () => {
    expect(await client().createArticle({ ...article, title: 'a'.repeat(151) })).toMatchObject({
      error: { code: 'rejected', vendorCode: 'article_title_too_long' },
    });
  });

  it('say that the month’s number is used up', async () => {
    onPost('/v2.0/article/create', refusal(-223, 'Article quota reached'));

    expect(await client().createArticle(article)).toMatchObject({ error: { code: 'quota_exhausted' } });
  });

  it('are listed and read with plain parameters', async () => {
    onGet(
      '/v2.0/article/getslice',
      success({ medias: [{ id: 'x1', title: 'A', total_view: '5' }], total: 1 }),
    );
    onGet('/v2.0/article/getdetail', success({ id: 'x1', title: 'A' }));
    const zalo = client();

    expect(await zalo.listArticles(0, 10)).toEqual({
      ok: true,
      value: { medias: [{ id: 'x1', title: 'A', total_view: 5 }], total: 1 },
    });
    expect(await zalo.articleDetail('x1')).toEqual({ ok: true, value: { id: 'x1', title: 'A' } });
    expect(calls.map(({ path }) => path)).toEqual([
      '/v2.0/article/getslice?offset=0&limit=10&type=normal',
      '/v2.0/article/getdetail?id=x1',
    ]);
  });

  it('go to people of a kind', async () => {
    onPost('/v2.0/oa/message', success({ message_id: 'b1' }));

    const sent = await client().broadcastArticle('x1', { gender: '0', locations: '2' });

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 'b1' } });
    expect(calls[0]?.payload).toEqual({
      recipient: { target: { gender: '0', locations: '2' } },
      message: {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'media',
            elements: [{ media_type: 'article', attachment_id: 'x1' }],
          },
        },
      },
    });
  });
});

it('endpoints that Zalo has closed stand nowhere in the folder', () => {
  const home = join(import.meta.dirname, '../../src/channels/zalo-oa');
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const text = files.map((name) => readFileSync(join(home, name), 'utf8')).join('\n');

  expect(text).not.toMatch(/message\/(transaction|promotion)|getfollowers|getprofile|dev-openapi/);
});
