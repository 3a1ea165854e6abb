import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayUser, type Kannel, kannelMissing, type Phone, startKannel } from '../support/kannel.ts';
import { type RunningHouse, startHouse } from '../support/running-house.ts';
import { type StandInMessenger, startStandInMessenger } from '../support/stand-in-messenger.ts';
import { type StandInZalo, startStandInZalo } from '../support/stand-in-zalo.ts';
import { freePort } from '../support/test-redis.ts';

const smsSecret = 'bi-mat-cua-cong-sms';
const phoneNumber = '84900000001';
const code = 'H29.137-260701-0001';
const usual = { timeout: 15_000, interval: 50 };

let zalo: StandInZalo;
let messenger: StandInMessenger;
let kannel: Kannel | undefined;
let house: RunningHouse;
let phone: Phone | undefined;
let dossiers: string;

beforeAll(async () => {
  zalo = await startStandInZalo({ receipts: true });
  messenger = await startStandInMessenger({ deliveryReceipts: true, readReceipts: true, echoes: true });
  const port = await freePort();
  if (!kannelMissing) {
    kannel = await startKannel({
      postUrl: `http://127.0.0.1:${port}/webhooks/sms?secret=${smsSecret}&from=%p&to=%P&id=%I&coding=%c&smsc=%i`,
      globalSender: '8088',
      service: ['max-messages = 0'],
    });
  }
  house = await startHouse(port, environmentFor(port));
  await zalo.setWebhook(`${house.url}/webhooks/zalo`);
  await messenger.setWebhook(`${house.url}/webhooks/messenger`);
  dossiers = join(tmpdir(), `gan-dan-dossiers-${process.pid}.csv`);
  const head = 'Mã hồ sơ,Trạng thái,Tên thủ tục,Người nộp,Số điện thoại,Ngày hẹn trả';
  await writeFile(
    dossiers,
    `${head}\n${code},Đang xử lý,Đăng ký khai sinh,Trần Văn Mẫu,0900000001,30/12/2026\n`,
  );
}, 120_000);

function environmentFor(port: number): NodeJS.ProcessEnv {
  const { account: oa } = zalo;
  const { account: page } = messenger;
  return {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ZALO_APP_ID: oa.appId,
    ZALO_APP_SECRET: oa.appSecret,
    ZALO_OA_ID: oa.oaId,
    ZALO_OA_SECRET_KEY: oa.oaSecret,
    ZALO_ACCESS_TOKEN: oa.accessToken,
    ZALO_REFRESH_TOKEN: oa.refreshToken,
    ZALO_OPENAPI_URL: zalo.url,
    ZALO_OAUTH_URL: zalo.url,
    ZALO_BUSINESS_URL: zalo.url,
    ZALO_GRAPH_URL: zalo.url,
    MESSENGER_PAGE_ID: page.pageId,
    MESSENGER_PAGE_TOKEN: page.pageToken,
    MESSENGER_APP_SECRET: page.appSecret,
    MESSENGER_VERIFY_TOKEN: page.verifyToken,
    MESSENGER_GRAPH_URL: messenger.url,
    ...(kannel && {
      SMS_PROVIDER: 'kannel',
      SMS_SEND_URL: kannel.sendUrl,
      SMS_USERNAME: gatewayUser.username,
      SMS_PASSWORD: gatewayUser.password,
      SMS_SHORT_CODE: '8088',
      SMS_WEBHOOK_SECRET: smsSecret,
    }),
  };
}

afterAll(async () => {
  await phone?.close();
  await house.stop();
  await kannel?.close();
  await zalo.close();
  await messenger.close();
  await rm(dossiers, { force: true });
}, 60_000);

const heardOnZalo = (userId: string) => zalo.delivered().filter((one) => one.userId === userId);
const heardOnMessenger = (userId: string) => messenger.delivered().filter((one) => one.userId === userId);

describe('a house with accounts on all channels', () => {
  it('says which of them work', async () => {
    expect(await zalo.probe()).toBe(true);
    expect(await messenger.probe()).toBe(true);

    const { out } = await house.run('doctor');

    expect(out).toContain('zalo-oa');
    expect(out).toContain('168 giờ sau tin của người dân, 48 giờ đầu miễn phí');
    expect(out).toContain('messenger');
    expect(out).not.toMatch(/✗/);
  }, 60_000);

  it('welcomes a follower on Zalo, and answers a press of a button', async () => {
    await zalo.citizensDo([{ userId: 'lan', does: 'follow' }]);
    await expect.poll(() => heardOnZalo('lan').length, usual).toBe(1);
    await zalo.citizensDo([{ userId: 'lan', text: 'tra cứu hồ sơ' }]);
    await expect.poll(() => heardOnZalo('lan').length, usual).toBe(2);
    const press = heardOnZalo('lan')[1]?.buttons.find(({ id }) => id)?.id ?? '';

    await zalo.citizensDo([{ userId: 'lan', press }]);

    await expect.poll(() => heardOnZalo('lan').length, usual).toBe(3);
    expect(heardOnZalo('lan')[2]?.text).toMatch(/giấy hẹn/);
    expect(zalo.counters().limitsBroken).toEqual([]);
  });

  it('keeps the code of a poster that is typed as the first message', async () => {
    await zalo.citizensDo([{ userId: 'hoa', text: '#KH-2026-11' }]);
    await expect.poll(() => heardOnZalo('hoa').length, usual).toBe(1);

    expect(await house.query(`select source from identity where external_id = 'hoa'`)).toEqual([
      { source: 'KH-2026-11' },
    ]);
  });

  it('switches an account to numbered lists by itself when Zalo refuses buttons, loses nothing, and says so', async () => {
    zalo.change({ refuseButtons: true });
    await zalo.citizensDo([{ userId: 'mai', does: 'follow' }]);
    await expect.poll(() => heardOnZalo('mai').length, usual).toBe(1);

    expect(heardOnZalo('mai')[0]?.text).toMatch(/\n1\. .+\n2\. /);
    await zalo.citizensDo([{ userId: 'mai', text: '1' }]);
    await expect.poll(() => heardOnZalo('mai').length, usual).toBeGreaterThan(1);
    expect((await house.run('doctor')).out).toMatch(/! kênh zalo-oa.*nút/);
    zalo.change({ refuseButtons: false });
  }, 60_000);

  it('renews a token that ends in the middle of a conversation', async () => {
    zalo.change({ expireAccessTokens: true });

    await zalo.citizensDo([{ userId: 'an', text: 'lệ phí đăng ký khai sinh' }]);

    await expect.poll(() => heardOnZalo('an').length, usual).toBeGreaterThan(0);
    expect(zalo.counters()).toMatchObject({ tokenReuses: 0 });
  });

  it('holds what it has to say while the consent is gone, tells how to get it back, and loses nothing', async () => {
    zalo.change({ revoke: true });
    await zalo.citizensDo([{ userId: 'binh', text: 'lệ phí đăng ký khai sinh' }]);
    const paused = async () =>
      (await house.query(`select pause_reason as reason from channel_account where channel = 'zalo-oa'`))[0];
    await expect.poll(paused, usual).toEqual({ reason: 'token_dead' });
    const complaint = await house.run('doctor');
    expect(complaint.code).toBe(1);
    expect(complaint.out).toMatch(/✗ kênh zalo-oa.*tin được giữ lại.*gan-dan zalo connect/);
    expect(heardOnZalo('binh')).toEqual([]);

    const { out } = await house.run('zalo', 'connect', '--json');
    const consent = await fetch(JSON.parse(out).url, { redirect: 'manual' });
    const back = await fetch(consent.headers.get('location') ?? '');

    expect(await back.text()).toMatch(/Đã kết nối xong/);
    await expect.poll(() => heardOnZalo('binh').length, usual).toBeGreaterThan(0);
    expect(await paused()).toEqual({ reason: null });
    // The way back is open once.
    expect((await fetch(consent.headers.get('location') ?? '')).status).toBe(400);
  }, 60_000);

  it('answers escaped Vietnamese on Messenger, and marks what was delivered and read', async () => {
    await messenger.citizensDo([{ userId: '7001', text: 'lệ phí đăng ký khai sinh là bao nhiêu' }]);
    await expect.poll(() => heardOnMessenger('7001').length, usual).toBeGreaterThan(0);

    expect(heardOnMessenger('7001')[0]?.text).toMatch(/khai sinh/i);
    const states = () =>
      house.query(
        `select m.state from message m join identity i on i.id = m.conversation_id where i.external_id = '7001'`,
      );
    await expect.poll(states, usual).toEqual(heardOnMessenger('7001').map(() => ({ state: 'seen' })));
    expect(messenger.counters().limitsBroken).toEqual([]);
  });

  it('answers a comment on the page privately, once', async () => {
    await messenger.citizensDo([{ userId: '7002', does: 'comment', text: 'làm khai sinh ở đâu vậy' }]);

    await expect
      .poll(() => messenger.delivered().filter(({ text }) => text.includes('bình luận')).length, usual)
      .toBe(1);
    expect(messenger.counters().limitsBroken).toEqual([]);
  });

  it.skipIf(kannelMissing)(
    'tells the state of a dossier by one SMS to the phone that filed it',
    async () => {
      expect((await house.run('dossiers', 'import', dossiers)).code).toBe(0);
      phone = await kannel?.openPhone(phoneNumber, '8088', `TC ${code}`);

      await expect.poll(() => phone?.received.length, usual).toBe(1);
      const text = phone?.received[0]?.body.toString('latin1') ?? '';
      expect(text).toMatch(/HS H29\.137-260701-0001: dang xu ly\. Hen tra 30\/12\/2026\./);
      expect(text.length).toBeLessThanOrEqual(160);
      expect(text).not.toMatch(/Mau/);
      const state = () =>
        house.query(
          `select m.state from message m join channel_account a on a.id = m.account_id where a.channel = 'sms'`,
        );
      await expect.poll(state, usual).toEqual([{ state: 'delivered' }]);
    },
    60_000,
  );

  it.skipIf(kannelMissing)('keeps no phone number in plain', async () => {
    const places = await house.query<{ found: number }>(
      `select (select count(*) from identity where external_id like '%900000001%')
        + (select count(*) from inbound_event where external_id like '%900000001%' or payload::text like '%900000001%')
        as found`,
    );
    expect(Number(places[0]?.found)).toBe(0);
  });

  it('counts who follows a short link, and sends them on', async () => {
    expect((await house.run('links', 'put', 'khai-sinh', 'https://zalo.me/123')).code).toBe(0);
    const follow = (userAgent: string) =>
      fetch(`${house.url}/r/khai-sinh`, { redirect: 'manual', headers: { 'user-agent': userAgent } });

    const answer = await follow('Mozilla/5.0 (Linux; Android 10) Zalo android');
    await follow('facebookexternalhit/1.1');

    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('https://zalo.me/123');
    const clicks = async () =>
      (await house.query('select sum(clicks)::int as clicks from short_link_day'))[0];
    await expect.poll(clicks, usual).toEqual({ clicks: 1 });
    expect((await fetch(`${house.url}/r/khong-co`, { redirect: 'manual' })).status).toBe(404);
  }, 30_000);

  it('refuses a setting that would stop an account, and changes nothing', async () => {
    const [{ id } = { id: 0 }] = await house.query<{ id: number }>(
      `select id from channel_account where channel = 'zalo-oa'`,
    );
    const set = (name: string, json: string) => house.run('accounts', 'set', String(id), name, json);

    expect((await set('buttons', '"perhaps"')).code).toBe(2);
    expect((await set('templates', '{"notice":"310"}')).code).toBe(2);
    expect((await set('sendsPerSecond', '-1')).code).toBe(2);
    expect((await set('templates', '{"notice":{"id":"310","data":{"ma":"{code}"}}}')).code).toBe(0);
    expect((await house.run('accounts', 'set', '99999', 'buttons', '"off"')).code).toBe(2);
    expect((await house.run('accounts', 'forget', String(id))).code).toBe(0);
    const rows = await house.query(`select settings, notes from channel_account where id = $1`, [id]);
    expect(rows).toMatchObject([{ settings: { templates: { notice: { id: '310' } } }, notes: {} }]);
    expect(JSON.stringify(rows)).not.toMatch(/perhaps|-1/);
  }, 60_000);

  it('tells nobody that the address is ours who does not know the word', async () => {
    const asked = `${house.url}/webhooks/messenger?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong`;
    expect((await fetch(asked)).status).toBe(403);
  });

  it('takes a forged webhook from nobody', async () => {
    const before = await house.query('select count(*)::int as n from inbound_event');
    const body = JSON.stringify({
      app_id: zalo.account.appId,
      event_name: 'user_send_text',
      timestamp: '1',
      sender: { id: 'x' },
      recipient: { id: zalo.account.oaId },
      message: { msg_id: 'forged', text: 'lừa' },
    });
    const forged = await fetch(`${house.url}/webhooks/zalo`, {
      method: 'POST',
      body,
      headers: { 'x-zevent-signature': `mac=${'0'.repeat(64)}` },
    });

    expect(forged.status).toBe(401);
    expect(
      (await fetch(`${house.url}/webhooks/sms?secret=wrong&from=0900000002`, { method: 'POST', body: 'x' }))
        .status,
    ).toBeGreaterThanOrEqual(401);
    expect(await house.query('select count(*)::int as n from inbound_event')).toEqual(before);
  });
});
