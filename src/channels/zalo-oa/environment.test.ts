import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { vendorHosts, ZaloOaConfig } from './config.ts';
import { zaloOaEnvironment } from './environment.ts';

const given = {
  ZALO_APP_ID: '1',
  ZALO_APP_SECRET: 'app secret',
  ZALO_OA_ID: '55',
  ZALO_OA_SECRET_KEY: 'key',
};
const account = (env: Record<string, string>) =>
  zaloOaEnvironment.account(z.object(zaloOaEnvironment.variables).parse(env));

describe('an account in the environment', () => {
  it('is switched off without the app', () => {
    expect(account({})).toBeUndefined();
    expect(zaloOaEnvironment.mistakes({})).toEqual([]);
  });

  it('is its id, what staff may see, and what nobody may', () => {
    expect(account({ ...given, ZALO_REFRESH_TOKEN: 'r', ZALO_OPENAPI_URL: 'http://127.0.0.1:9/' })).toEqual({
      externalId: '55',
      settings: { ...vendorHosts, appId: '1', openapiUrl: 'http://127.0.0.1:9' },
      secrets: { appSecret: 'app secret', oaSecretKey: 'key', refreshToken: 'r' },
    });
  });

  it('names every part that lacks', () => {
    expect(zaloOaEnvironment.mistakes({ ZALO_APP_ID: '1' })).toEqual([
      'ZALO_APP_SECRET: cần có khi đã đặt ZALO_APP_ID',
      'ZALO_OA_ID: cần có khi đã đặt ZALO_APP_ID',
      'ZALO_OA_SECRET_KEY: cần có khi đã đặt ZALO_APP_ID',
    ]);
    expect(zaloOaEnvironment.mistakes({ ZALO_OA_ID: '55' })).toEqual([
      'ZALO_APP_ID: cần có khi đã đặt ZALO_OA_ID',
    ]);
  });

  it('is a description that the account’s shape accepts', () => {
    const { settings, secrets } = account(given) ?? {};

    expect(ZaloOaConfig.parse({ ...settings, ...secrets })).toMatchObject({ buttons: 'auto' });
  });
});

describe('the settings of an account', () => {
  const least = { appId: '1', appSecret: 's', oaSecretKey: 'k' };

  it.each([
    ['an empty secret, which would open the door', { oaSecretKey: '' }],
    ['a verifier that PKCE does not allow', { codeVerifier: 'short' }],
    ['a picture that is not on https', { userInfoImageUrl: 'http://x.example/a.png' }],
    ['a way with buttons that does not exist', { buttons: 'on' }],
    ['an address that is none', { openapiUrl: 'openapi.zalo.me' }],
  ])('refuse %s', (_name, fields) => {
    expect(ZaloOaConfig.safeParse({ ...least, ...fields }).success).toBe(false);
  });

  it('have the vendor’s addresses by themselves', () => {
    expect(ZaloOaConfig.parse(least)).toMatchObject(vendorHosts);
  });
});
