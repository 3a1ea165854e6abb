import { createHash } from 'node:crypto';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OutboundMessage } from '../../src/channels/channel.ts';
import { createTestVault } from '../support/channel-host.ts';
import {
  acceptsCs,
  appSecret,
  calls,
  citizen,
  csPath,
  grants,
  hasty,
  makeZaloOa,
  now,
  onGet,
  onPost,
  pair,
  paths,
  refusal,
  refusesCs,
  refusesGrant,
  resetWire,
  roots,
  success,
} from '../support/zalo-vendor.ts';

const message: OutboundMessage = { id: 'm1', to: citizen, text: 'Chào bà con', buttons: [], linkButtons: [] };
const template = { ...message, route: 'template', template: { id: '310', data: {} } } as const;
const tokenPath = '/v4/oa/access_token';
const hour = 3_600_000;
const tokensUsed = () => calls.map(({ headers }) => headers.access_token).filter((token) => token);
const empty = { tokens: createTestVault() };

beforeAll(() => nock.disableNetConnect());
afterEach(resetWire);
afterAll(() => nock.restore());

describe('a token that Zalo refuses', () => {
  it.each([-216, -220])('is renewed once after %i, and the call made once more', async (code) => {
    refusesCs(code);
    grants();
    acceptsCs();
    const { channel, host } = makeZaloOa();

    expect(await channel.send(message)).toMatchObject({ ok: true });

    expect(paths()).toEqual([csPath, tokenPath, csPath]);
    expect(tokensUsed()).toEqual(['access-1', 'access-2']);
    expect(await host.tokens.current()).toEqual({
      accessToken: 'access-2',
      refreshToken: 'refresh-2',
      issuedAt: now,
      expiresAt: now + 90_000_000,
    });
  });

  it('is renewed after -124 of the template server', async () => {
    onPost('/v3.0/oa/message/template', refusal(-124));
    grants();
    onPost('/v3.0/oa/message/template', { body: { error: 0, data: { message_id: 't1' } } });

    expect(await makeZaloOa().channel.send(template)).toMatchObject({ ok: true });
  });

  it('is dead when the new one is refused too', async () => {
    refusesCs(-216);
    grants();
    refusesCs(-216);

    const sent = await makeZaloOa().channel.send(message);

    expect(sent).toMatchObject({ error: { code: 'token_dead', vendorCode: '-216', provablyUnsent: true } });
    expect(calls).toHaveLength(3);
  });

  it('is renewed by one of many messages, for all of them', async () => {
    nock(roots.openapi).post(csPath).times(5).reply(200, { error: -216 });
    grants();
    nock(roots.openapi)
      .post(csPath)
      .times(5)
      .reply(200, { error: 0, data: { message_id: 'm' } });
    const { channel } = makeZaloOa();

    const sent = await Promise.all(Array.from({ length: 5 }, () => channel.send(message)));

    expect(sent.every(({ ok }) => ok)).toBe(true);
    expect(paths()).toEqual([tokenPath]);
  });

  it('asks for the next pair with the app’s secret in a header and the rest as a form', async () => {
    refusesCs(-216);
    grants();
    acceptsCs();

    await makeZaloOa().channel.send(message);

    const asked = calls[1];
    expect(asked?.headers).toMatchObject({
      secret_key: appSecret,
      'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
    });
    const form = { app_id: '100200300', grant_type: 'refresh_token', refresh_token: 'refresh-1' };
    const sent = asked?.payload;
    const fields = typeof sent === 'string' ? Object.fromEntries(new URLSearchParams(sent)) : sent;
    expect(fields).toEqual(form);
  });
});

describe('an exchange that fails', () => {
  it.each([
    [
      'a used token, told with status 200 and no number',
      { error_name: 'Invalid refresh token', error_reason: 'used' },
      { code: 'token_dead', vendorCode: 'oauth Invalidrefreshtoken' },
    ],
    [
      'a used token, told by number',
      { error: -14014, error_name: 'x' },
      { code: 'token_dead', vendorCode: 'oauth -14014' },
    ],
    ['an app that is not active', { error: -14002, error_name: 'x' }, { code: 'misconfigured' }],
    ['half a pair', { access_token: 'a', expires_in: '90000' }, { code: 'unreachable' }],
    ['a pair that never ends', { access_token: 'a', refresh_token: 'r' }, { code: 'unreachable' }],
    [
      'a pair that is over already',
      { access_token: 'a', refresh_token: 'r', expires_in: '0' },
      { code: 'unreachable' },
    ],
    ['a page', '<html></html>', { code: 'unreachable' }],
    ['nothing', '', { code: 'unreachable' }],
  ])('by %s keeps the pair as it was', async (_name, body, error) => {
    refusesCs(-216);
    refusesGrant(body);
    const { channel, host } = makeZaloOa();

    expect(await channel.send(message)).toMatchObject({
      ok: false,
      error: { ...error, provablyUnsent: true },
    });
    expect(await host.tokens.current()).toEqual(pair);
  });

  it.each([500, 502, 503])('by status %i may be tried again', async (status) => {
    refusesCs(-216);
    refusesGrant('<html></html>', status);

    expect(await makeZaloOa().channel.send(message)).toMatchObject({
      error: { code: 'unreachable', provablyUnsent: true },
    });
  });

  it('by silence proves that the message was not sent', async () => {
    nock(roots.oauth).post(tokenPath).delay(60_000).reply(200, {});
    const old = createTestVault({ ...pair, expiresAt: now });

    expect(await makeZaloOa({}, { http: hasty(), tokens: old }).channel.send(message)).toMatchObject({
      error: { code: 'unreachable', vendorCode: 'timeout', provablyUnsent: true },
    });
  });
});

describe('the first token', () => {
  it('comes from the settings, and is trusted until Zalo says no', async () => {
    acceptsCs();
    const { channel, host } = makeZaloOa(
      { accessToken: 'access-0', refreshToken: 'refresh-0' },
      { tokens: createTestVault() },
    );

    expect(await channel.send(message)).toMatchObject({ ok: true });
    expect(tokensUsed()).toEqual(['access-0']);
    expect(await host.tokens.current()).toMatchObject({
      accessToken: 'access-0',
      refreshToken: 'refresh-0',
    });
  });

  it('is got before the first call when only the renewing one is known', async () => {
    grants();
    acceptsCs();
    const { channel } = makeZaloOa({ refreshToken: 'refresh-0' }, { tokens: createTestVault() });

    expect(await channel.send(message)).toMatchObject({ ok: true });
    expect(paths()).toEqual([tokenPath, csPath]);
    expect(tokensUsed()).toEqual(['access-2']);
  });

  it('never replaces the vault’s', async () => {
    acceptsCs();

    await makeZaloOa({ accessToken: 'access-0', refreshToken: 'refresh-0' }).channel.send(message);

    expect(tokensUsed()).toEqual(['access-1']);
  });

  it('alone works until it dies', async () => {
    acceptsCs();
    refusesCs(-216);
    const { channel } = makeZaloOa({ accessToken: 'access-0' }, empty);

    expect(await channel.send(message)).toMatchObject({ ok: true });
    expect(await channel.send(message)).toMatchObject({ error: { code: 'token_dead', vendorCode: '-216' } });
    expect(await channel.tendToken()).toEqual({ ok: true, value: 'none' });
  });

  it('that nobody gave is a dead one', async () => {
    const { channel } = makeZaloOa({}, empty);

    expect(await channel.send(message)).toMatchObject({
      error: { code: 'token_dead', vendorCode: 'no_token', provablyUnsent: true },
    });
    expect(await channel.tendToken()).toEqual({ ok: true, value: 'none' });
  });
});

describe('tending the token', () => {
  const aged = (hours: number) => ({
    ...pair,
    issuedAt: now - hours * hour,
    expiresAt: now + (25 - hours) * hour,
  });

  it.each([
    [17.9, 'fresh'],
    [18.1, 'renewed'],
    [26, 'renewed'],
  ])('after %d of 25 hours finds it %s', async (hours, state) => {
    if (state === 'renewed') grants();
    const { channel } = makeZaloOa({}, { pair: aged(hours) });

    expect(await channel.tendToken()).toEqual({ ok: true, value: state });
    expect(calls).toHaveLength(state === 'renewed' ? 1 : 0);
  });

  it('renews a pair of unknown age within the first hour', async () => {
    const tokens = createTestVault();
    const settings = { accessToken: 'access-0', refreshToken: 'refresh-0' };
    const tendAt = (at: number) =>
      makeZaloOa(settings, { tokens, clock: { now: () => at } }).channel.tendToken();
    grants();

    expect(await tendAt(now)).toEqual({ ok: true, value: 'fresh' });
    expect(await tendAt(now + hour)).toEqual({ ok: true, value: 'renewed' });
  });

  it('says as data what went wrong', async () => {
    refusesGrant({ error: -14014 });

    expect(await makeZaloOa({}, { pair: aged(20) }).channel.tendToken()).toMatchObject({
      ok: false,
      error: { code: 'token_dead' },
    });
  });
});

describe('connecting by consent', () => {
  const request = {
    state: 's1',
    challenge: 'challenge-of-this-request',
    redirectUri: 'https://phuong.example/cb?x=1',
  };
  const verifier = 'v'.repeat(43);

  it('leads to Zalo’s page', () => {
    const url = new URL(makeZaloOa().channel.consentUrl(request));

    expect(`${url.origin}${url.pathname}`).toBe('https://oauth.zaloapp.com/v4/oa/permission');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      app_id: '100200300',
      redirect_uri: 'https://phuong.example/cb?x=1',
      code_challenge: 'challenge-of-this-request',
      state: 's1',
    });
  });

  it('uses the verifier whose challenge is in the console, when there is one', async () => {
    grants();
    const { channel } = makeZaloOa({ codeVerifier: verifier });
    const challenge = createHash('sha256').update(verifier).digest('base64url');

    expect(new URL(channel.consentUrl(request)).searchParams.get('code_challenge')).toBe(challenge);
    await channel.connect({ code: 'c', verifier: 'w'.repeat(43) });
    expect(JSON.stringify(calls[0]?.payload)).toContain(verifier);
  });

  it('keeps the pair that the code is good for', async () => {
    grants('access-9', { refresh_token: 'refresh-9', expires_in: 3600 });
    const { channel, host } = makeZaloOa({}, { tokens: createTestVault() });

    expect(await channel.connect({ code: 'c1', verifier })).toEqual({ ok: true, value: undefined });
    expect(await host.tokens.current()).toEqual({
      accessToken: 'access-9',
      refreshToken: 'refresh-9',
      issuedAt: now,
      expiresAt: now + hour,
    });
  });

  it('keeps nothing when the consent was given for another account', async () => {
    grants('access-9');
    onGet('/v2.0/oa/getoa', success({ oaid: 'somebody-else' }));
    const { channel, host } = makeZaloOa({}, { tokens: createTestVault() });

    expect(await channel.connect({ code: 'c1', verifier })).toMatchObject({
      ok: false,
      error: { code: 'misconfigured', vendorCode: 'oa_id_differs' },
    });
    expect(await host.tokens.current()).toBeUndefined();
  });

  it('keeps nothing when the code is refused', async () => {
    refusesGrant({ error: -14003, error_name: 'Invalid redirect_uri' });
    const { channel, host } = makeZaloOa({}, { tokens: createTestVault() });

    expect(await channel.connect({ code: 'c1', verifier })).toMatchObject({
      ok: false,
      error: { code: 'misconfigured', vendorCode: 'oauth -14003' },
    });
    expect(await host.tokens.current()).toBeUndefined();
  });
});
