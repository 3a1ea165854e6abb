import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId } from '../../src/core/ids.ts';
import { createPacing, type PacingStore } from '../../src/features/deliveries/index.ts';
import { openQueuePool } from '../../src/store/queue-pool.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openTestRedis, redisMissing, type TestRedis } from '../support/test-redis.ts';

const account = accountId(1);

describe('the bucket in memory', () => {
  const one = () => createPacing({ kind: 'memory' }, () => now);
  let now = 0;

  it('gives no more than the rate in any second, and all of it', async () => {
    const pacing = one();
    let sum = 0;
    for (now = 0; now < 1000; now += 5) sum += (await pacing.take(account, 30, 10)).tokens;
    expect(sum).toBe(30);
  });

  it('says how long the next token takes', async () => {
    now = 5_020;
    const pacing = one();
    await pacing.take(account, 30, 3);
    expect(await pacing.take(account, 30, 1)).toMatchObject({ tokens: 0, waitMs: 80 });
  });

  it('takes tokens back while they are worth something', async () => {
    now = 9_000;
    const pacing = one();
    const first = await pacing.take(account, 30, 3);
    await first.giveBack(2);
    expect((await pacing.take(account, 30, 3)).tokens).toBe(2);
    const late = await pacing.take(account, 30, 3);
    now = 9_100;
    await late.giveBack(3);
    expect((await pacing.take(account, 30, 64)).tokens).toBe(3);
  });

  it('keeps accounts apart', async () => {
    now = 20_000;
    const pacing = one();
    await pacing.take(account, 30, 3);
    expect((await pacing.take(accountId(2), 30, 3)).tokens).toBe(3);
  });
});

describe('the bucket that several workers share', () => {
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  beforeAll(async () => {
    database = await openTestDatabase();
    redis = redisMissing ? undefined : await openTestRedis();
  });
  afterAll(async () => {
    await database.close();
    await redis?.close();
  });

  it('is refilled slice by slice on PostgreSQL, and never gives more than the rate', async () => {
    const pool = openQueuePool(database.url, 'public', () => undefined);
    const pacing = { kind: 'postgres', pool } as const;
    expect(await takeInRealTime(pacing)).toBe('within the rate and refilled');
    await pool.end();
  });

  it.skipIf(redisMissing)(
    'is refilled slice by slice on Redis, and never gives more than the rate',
    async () => {
      const client = new Redis(redis?.url ?? '');
      expect(await takeInRealTime({ kind: 'redis', client })).toBe('within the rate and refilled');
      client.disconnect();
    },
  );
});

/** Counters expire by the store's own clock, so this one is watched: two workers ask as fast as they can. */
async function takeInRealTime(store: PacingStore): Promise<string> {
  const workers = [createPacing(store), createPacing(store)];
  const seconds = new Map<number, number>();
  const end = Date.now() + 4_500;
  await Promise.all(
    workers.map(async (pacing) => {
      while (Date.now() < end) {
        const asked = Math.floor(Date.now() / 1000);
        const { tokens, waitMs } = await pacing.take(account, 30, 64);
        // An answer from the next second tells nothing about either.
        if (Math.floor(Date.now() / 1000) === asked) seconds.set(asked, (seconds.get(asked) ?? 0) + tokens);
        await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 20)));
      }
    }),
  );
  const counts = [...seconds.values()];
  if (counts.some((count) => count > 30)) return `more than the rate: ${counts.join()}`;
  const refilled = counts.filter((count) => count > 3).length;
  return refilled >= 3 ? 'within the rate and refilled' : `not refilled: ${counts.join()}`;
}
