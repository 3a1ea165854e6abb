import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestVault } from '../support/channel-host.ts';
import {
  citizen,
  makeZaloOa,
  now,
  oaId,
  onGet,
  onPost,
  pair,
  refusal,
  resetWire,
  success,
} from '../support/zalo-vendor.ts';

const oa = {
  oaid: oaId,
  name: 'UBND phường Thử',
  is_verified: true,
  oa_type: 4,
  num_follower: 1200,
  package_name: 'Tiêu chuẩn',
  package_valid_through_date: '31/12/2027',
};
const isOa = (fields: object = {}, headers: Record<string, string> = {}) =>
  onGet('/v2.0/oa/getoa', { ...success({ ...oa, ...fields }), headers });
const hour = 3_600_000;

beforeAll(() => nock.disableNetConnect());
afterEach(resetWire);
afterAll(() => nock.restore());

describe('the health of an account', () => {
  it('is told in plain words', async () => {
    isOa();

    expect(await makeZaloOa().channel.checkHealth()).toEqual({
      ok: true,
      value: {
        detail:
          'OA UBND phường Thử (cơ quan nhà nước) hoạt động, 1200 người quan tâm, gói Tiêu chuẩn, mã truy cập còn 24 giờ',
      },
    });
  });

  it('tells what the latest answers said of limits, and what the notes hold', async () => {
    onPost(
      '/v3.0/oa/message/cs',
      success({ message_id: '1', quota: { quota_type: 'sub_quota', remain: '480', total: '500' } }),
    );
    isOa({}, { 'X-RateLimit-Limit': '4000', 'X-RateLimit-Remain': '3998' });
    const { channel } = makeZaloOa(
      {},
      { savedNotes: { dailyQuota: 500, templates: { 310: 'ENABLE', 311: 'REJECT' } } },
    );
    await channel.send({ id: 'm', to: citizen, text: 'x', buttons: [], linkButtons: [] });

    expect(await channel.checkHealth()).toMatchObject({
      value: {
        detail: expect.stringMatching(
          /hạn mức sub_quota còn 480 tin, còn 3998\/4000 lượt gọi trong phút, hạn mức tin mẫu mỗi ngày 500, mẫu tin 310: ENABLE; 311: REJECT$/,
        ),
        warnings: ['Mẫu tin 311 không còn gửi được (REJECT).'],
      },
    });
  });

  it.each([
    ['the token ends soon', {}, { pair: { ...pair, expiresAt: now + 2 * hour } }, /sắp hết hạn/],
    [
      'Zalo switched the buttons off',
      {},
      { savedNotes: { buttonsOff: { since: 'x', vendorCode: '-233' } } },
      /từ chối nút bấm/,
    ],
    ['the account is not verified', { is_verified: false }, {}, /chưa xác thực/],
    [
      'the package ends in a month',
      { package_valid_through_date: '20/12/2026' },
      {},
      /hết hạn ngày 20\/12\/2026/,
    ],
    [
      'the package ends in a month, written the other way',
      { package_valid_through_date: '2026-12-20' },
      {},
      /hết hạn/,
    ],
  ])('warns when %s', async (_name, fields, overrides, words) => {
    isOa(fields);

    expect(await makeZaloOa({}, overrides).channel.checkHealth()).toMatchObject({
      ok: true,
      value: { warnings: [expect.stringMatching(words)] },
    });
  });

  it('warns when nothing can renew the token', async () => {
    isOa();
    const { channel } = makeZaloOa({ accessToken: 'a' }, { tokens: createTestVault() });

    expect(await channel.checkHealth()).toMatchObject({
      value: { detail: expect.stringMatching(/nhập tay/), warnings: [expect.stringMatching(/mã làm mới/)] },
    });
  });

  it('says nothing of buttons that the ward itself switched off', async () => {
    isOa();

    expect(await makeZaloOa({ buttons: 'off' }).channel.checkHealth()).toEqual({
      ok: true,
      value: { detail: expect.any(String) },
    });
  });

  it('is bad when the token belongs to another account', async () => {
    isOa({ oaid: '777' });

    expect(await makeZaloOa().channel.checkHealth()).toMatchObject({
      error: { code: 'misconfigured', vendorCode: 'oa_id_differs' },
    });
  });

  it('is bad when Zalo refuses to say', async () => {
    onGet('/v2.0/oa/getoa', refusal(-204));

    expect(await makeZaloOa().channel.checkHealth()).toMatchObject({
      error: { code: 'misconfigured', vendorCode: '-204' },
    });
  });
});

describe('files that Zalo keeps', () => {
  const address = 'https://f.zalo.example/photo.jpg';
  const file = (size: number, status = 200) =>
    nock('https://f.zalo.example').get('/photo.jpg').reply(status, Buffer.alloc(size));
  const fetched = (url = address, settings = {}) => makeZaloOa(settings).channel.download(url, 10);

  it('are fetched', async () => {
    file(10);

    expect(await fetched()).toEqual({ ok: true, value: Buffer.alloc(10) });
  });

  it('are refused when they are larger than wanted', async () => {
    file(11);

    expect(await fetched()).toEqual({ ok: false, error: { code: 'too_large' } });
  });

  it.each([
    [404, 'not_found'],
    [403, 'not_found'],
    [500, 'unreachable'],
    [302, 'unreachable'],
  ])('are %i: %s', async (status, code) => {
    file(1, status);

    expect(await fetched()).toEqual({ ok: false, error: { code } });
  });

  it.each(['http://f.zalo.example/photo.jpg', 'file:///etc/passwd', 'photo.jpg'])(
    'are not fetched from %s',
    async (url) => {
      expect(await fetched(url)).toEqual({ ok: false, error: { code: 'not_found' } });
    },
  );

  it('may lie with a stand-in on plain http', async () => {
    nock('http://127.0.0.1:9').get('/a').reply(200, Buffer.alloc(1));

    expect(await fetched('http://127.0.0.1:9/a', { openapiUrl: 'http://127.0.0.1:9' })).toMatchObject({
      ok: true,
    });
  });
});
