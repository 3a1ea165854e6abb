import { afterEach, describe, expect, it } from 'vitest';
import { type SmsOptions, spawnStandInSms, startStandInSms } from '../support/stand-in-sms.ts';
import { createHouseKeeping } from '../support/vendor/house-keeping.ts';

const { open, listen, closeAll } = createHouseKeeping();
afterEach(closeAll);

const patient = { timeout: 10_000 };

const start = (options?: SmsOptions) => open(startStandInSms(options));
const phone = '84900000001';

interface Reached {
  readonly url: string;
  readonly account: Readonly<Record<string, string>>;
}

async function sendsms({ url, account }: Reached, text: string, more: Record<string, string> = {}) {
  const { username = '', password = '' } = account;
  const query = new URLSearchParams({ username, password, to: phone, text, ...more });
  const answer = await fetch(`${url}/cgi-bin/sendsms?${query}`);
  return `${answer.status} ${await answer.text()}`;
}

async function esms({ url, account }: Reached, order: object = {}) {
  const { apiKey: ApiKey, secretKey: SecretKey, brandname: Brandname } = account;
  const known = { ApiKey, SecretKey, Brandname, Phone: '0900000001', Content: 'Xin chao', SmsType: '2' };
  const answer = await fetch(`${url}/MainService.svc/json/SendMultipleMessage_V4_post_json/`, {
    method: 'POST',
    body: JSON.stringify({ ...known, ...order }),
  });
  return (await answer.json()) as Record<string, string>;
}

const unicode = { coding: '2', charset: 'UTF-8' };

describe('Kannel', () => {
  it('takes what is well asked for, and says what is not in its own words', async () => {
    const standIn = await start();

    expect(await sendsms(standIn, 'Xin chao')).toBe('202 0: Accepted for delivery');
    expect(await sendsms(standIn, 'hồ sơ', { ...unicode, to: `+${phone}` })).toMatch(/^202/);
    expect(await sendsms(standIn, 'x', { password: '' })).toBe('403 Authorization failed for sendsms');
    expect(await sendsms(standIn, 'x', { to: '' })).toBe('400 Missing receiver number, rejected');
    expect(await sendsms(standIn, 'x', { coding: '9' })).toMatch(/^400 Coding/);
    expect(standIn.delivered()).toMatchObject([
      { userId: phone, text: 'Xin chao', how: 'sendsms' },
      { userId: phone, text: 'hồ sơ' },
    ]);
    expect(standIn.counters().limitsBroken).toEqual([]);
  });

  it('loses letters outside the alphabet, and what is longer than four parts', async () => {
    const standIn = await start();

    await sendsms(standIn, 'hồ sơ');
    await sendsms(standIn, 'a'.repeat(612));
    await sendsms(standIn, '€'.repeat(307));
    await sendsms(standIn, 'ồ'.repeat(269), unicode);
    await sendsms(standIn, 'hồ sơ', { coding: '2' });

    const texts = standIn.delivered().map(({ text }) => text);
    expect(texts[0]).toBe('h? s?');
    expect(texts.slice(1, 4).map(({ length }) => length)).toEqual([612, 304, 268]);
    expect(texts[4]).not.toBe('hồ sơ');
    expect(standIn.counters().limitsBroken).toHaveLength(3);
  });

  it('reports by the bits of dlr-mask what became of a message', async () => {
    const standIn = await start();
    const receiver = await listen();
    standIn.change({ unreachablePhones: ['84900000002'] });
    const asked = { 'dlr-mask': '31', 'dlr-url': `${receiver.url}?m=1&d=%d` };

    await sendsms(standIn, 'một', { ...asked, coding: '2', charset: 'UTF-8' });
    await expect.poll(() => receiver.pushed.map(({ query }) => query.get('d')), patient).toEqual(['8', '1']);
    await sendsms(standIn, 'hai', { ...asked, 'dlr-mask': '3', to: '84900000002' });
    await expect
      .poll(() => receiver.pushed.map(({ query }) => query.get('d')), patient)
      .toEqual(['8', '1', '2']);

    expect(standIn.counters()).toMatchObject({ delivered: 1, reports: 3 });
  });

  it('has a rate, and hours in which nobody should be woken', async () => {
    const standIn = await start({ limits: { max: 2, windowMs: 60_000 }, quietHours: true });
    standIn.change({ hour: 23 });

    await sendsms(standIn, 'unasked');
    await standIn.citizensDo([{ userId: phone, text: 'HCC' }]);
    await sendsms(standIn, 'answer');

    expect(await sendsms(standIn, 'too much')).toMatch(/^503/);
    expect(standIn.counters()).toMatchObject({
      rateViolations: 1,
      limitsBroken: ['sms: a message at night'],
    });
  });
});

describe('eSMS', () => {
  it('takes a message once per RequestId and calls back', async () => {
    const standIn = await start();
    const receiver = await listen((_, count) => (count === 1 ? 500 : 200));
    const order = { RequestId: 'r1', CallbackUrl: `${receiver.url}?secret=s` };

    const sent = await esms(standIn, order);
    expect(sent).toMatchObject({ CodeResult: '100' });
    expect(await esms(standIn, order)).toMatchObject({ CodeResult: '124' });
    expect(await esms(standIn, { SecretKey: 'x' })).toMatchObject({ CodeResult: '101' });
    expect(await esms(standIn, { Phone: '12' })).toMatchObject({ CodeResult: '108' });
    expect(await esms(standIn, { Sandbox: '1' })).toMatchObject({ CodeResult: '100' });

    await expect.poll(() => receiver.pushed.length, patient).toBe(2);
    const told = Object.fromEntries(receiver.pushed[1]?.query ?? []);
    expect(told).toMatchObject({ secret: 's', SMSID: sent.SMSID, SendStatus: '5', SendSuccess: '1' });
    expect(standIn.delivered()).toMatchObject([{ userId: phone, how: 'esms' }]);
  });
});

describe('what citizens write', () => {
  it('comes as Kannel posts it, and the answer’s body goes back as an SMS', async () => {
    const standIn = await start({ webhookSecret: 'S' });
    const receiver = await listen((_, count) => ({ status: 200, body: count === 1 ? '' : 'ok' }));
    await standIn.setWebhook(receiver.url);

    const [first] = await standIn.citizensDo([
      { userId: phone, text: 'HCC 123' },
      { userId: phone, text: 'hồ sơ' },
    ]);
    await standIn.settled();

    const [plain, accented] = receiver.pushed;
    const query = { secret: 'S', from: phone, to: '8088', id: first, coding: '0' };
    expect(Object.fromEntries(plain?.query ?? [])).toMatchObject(query);
    expect(plain?.headers).toMatchObject({
      'content-type': 'text/plain; charset="UTF-8"',
      'x-kannel-to': '8088',
    });
    expect([plain, accented].map((one) => one?.body.toString())).toEqual(['HCC 123', 'hồ sơ']);
    expect(accented?.query.get('coding')).toBe('2');
    expect(standIn.delivered()).toMatchObject([{ userId: phone, text: 'ok', how: 'webhook answer' }]);
  });

  it('can come as UTF-16, twice, and again after a failure; an empty answer can be told to the citizen', async () => {
    const standIn = await start({ ucs2Charset: 'UTF-16BE', duplicateShare: 1, omitEmpty: false });
    const receiver = await listen((_, count) => (count === 1 ? 204 : 200));
    await standIn.setWebhook(receiver.url);

    await standIn.citizensDo([{ userId: phone, text: 'hồ' }]);
    await expect.poll(() => receiver.pushed.length, patient).toBe(3);

    expect(receiver.pushed[0]?.body.toString('hex')).toBe('00681ed3');
    expect(new Set(receiver.pushed.map(({ query }) => query.get('id'))).size).toBe(1);
    expect(standIn.delivered()[0]?.text).toBe('<Empty reply from service provider>');
  });

  it('is told to a process of its own too; faults hit one endpoint or one citizen', async () => {
    const remote = await open(spawnStandInSms({ latencyMs: 50 }));
    const receiver = await listen();
    await remote.setWebhook(receiver.url);
    await remote.citizensDo([{ userId: phone, text: 'HCC' }]);
    await remote.settled();

    await remote.fail({ kind: 'reset_after', endpoint: 'esms', times: 1 });
    await expect(esms(remote)).rejects.toThrow();
    await remote.fail({ kind: 'server_error', userId: phone });
    expect(await sendsms(remote, 'một')).toMatch(/^502 <html>/);
    const began = Date.now();
    expect(await sendsms(remote, 'hai', { to: '84900000002' })).toMatch(/^202/);
    expect(Date.now() - began).toBeGreaterThanOrEqual(49);
    await remote.clearFaults();

    expect(await remote.deliveredAfter(0)).toMatchObject([{ how: 'esms' }, { userId: '84900000002' }]);
    expect(await remote.counters()).toMatchObject({ calls: { esms: 1, sendsms: 2 }, unacknowledged: 0 });
  });
});
