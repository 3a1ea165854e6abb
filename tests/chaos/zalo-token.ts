import { setTimeout as sleep } from 'node:timers/promises';
import { pauseOf } from './books.ts';
import { type Town, withDatabase } from './town.ts';
import type { Vendors } from './vendors.ts';

interface Scene {
  readonly vendors: Vendors;
  readonly town: Town;
}

const patienceMs = 15_000;

/**
 * Zalo ends the access token, and breaks off the first call for a new one before it has done anything. Returns
 * whether there is a new pair by now.
 */
export async function endToken({ vendors: { 'zalo-oa': zalo } }: Scene): Promise<() => Promise<boolean>> {
  const { tokenRefreshes: before = 0 } = await zalo.counters();
  await zalo.fail({ kind: 'reset_before', endpoint: 'oauth', times: 1 });
  await zalo.change({ expireAccessTokens: true });
  return async () => ((await zalo.counters()).tokenRefreshes ?? 0) > before;
}

/**
 * The same, but Zalo has done the work and nobody hears the new pair: the refresh token is used up. The account
 * holds its messages until an administrator has consented again and the operator has written the new pair down.
 */
export async function losePair({ vendors: { 'zalo-oa': zalo } }: Scene): Promise<void> {
  await zalo.fail({ kind: 'reset_after', endpoint: 'oauth', times: 1 });
  await zalo.change({ expireAccessTokens: true });
}

/** Returns why the account held its messages; undefined when it did not. */
export async function bringNewPair({ vendors, town }: Scene): Promise<string | undefined> {
  let reason: string | undefined;
  await until(async () => {
    reason = await withDatabase(town, (db) => pauseOf(db, 'zalo-oa'));
    return reason !== undefined;
  });
  const pair = { accessToken: 'zalo-access-by-hand', refreshToken: 'zalo-refresh-by-hand' };
  await vendors['zalo-oa'].change({ issue: pair });
  const variables = { ZALO_ACCESS_TOKEN: pair.accessToken, ZALO_REFRESH_TOKEN: pair.refreshToken };
  await Promise.all(town.apps.map((app) => app.restartWith(variables)));
  await town.untilReady();
  return reason;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && !(await isSo())) await sleep(50);
}
