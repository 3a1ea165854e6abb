import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { consult, type Reached } from '../support/stand-in-zalo/caller.ts';
import { startStandInZalo, type ZaloOptions } from '../support/stand-in-zalo.ts';
import { createHouseKeeping } from '../support/vendor/house-keeping.ts';

const { open, closeAll } = createHouseKeeping();
afterEach(closeAll);

const start = (options?: ZaloOptions) => open(startStandInZalo(options));

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
