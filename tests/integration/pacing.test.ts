import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPacing, type PacingStore, sliceOf } from '../../src/features/deliveries/index.ts';
import { openQueuePool } from '../../src/store/queue-pool.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openTestRedis, redisMissing, type TestRedis } from '../support/test-redis.ts';

const account = '1';
const rate = { perSecond: 30, windowSeconds: 1 };

/** Several messages in a slice. */
const wide = { perSecond: 300, windowSeconds: 1 };

describe('the bucket in memory', () => {
  const one = () => createPacing({ kind: 'memory' }, () => now);
  let now = 0;

  it('says how long the next token takes', async () => {
    const { points, sliceMs } = sliceOf(wide);
    now = 100 * sliceMs + 5;
    const pacing = one();
    await pacing.take(account, wide, points);
    const waitMs = Math.ceil(sliceMs - 5);
    expect(await pacing.take(account, wide, 1)).toMatchObject({ tokens: 0, waitMs });
  });

  it('takes tokens back while they are worth something', async () => {
    const { points, sliceMs } = sliceOf(wide);
    now = 200 * sliceMs + 1;
    const pacing = one();
    const first = await pacing.take(account, wide, points);
    await first.giveBack(2);
    expect((await pacing.take(account, wide, 3)).tokens).toBe(2);
    const late = await pacing.take(account, wide, 3);
    now += sliceMs;
    await late.giveBack(3);
    expect((await pacing.take(account, wide, 640)).tokens).toBe(points);
  });

  it('keeps buckets apart', async () => {
    now = 20_000;
    const pacing = one();
    await pacing.take(account, rate, 1);
    expect((await pacing.take('2', rate, 1)).tokens).toBe(1);
  });
});

describe('the slices of a bucket', () => {
  const rates = fc.record({
    perSecond: fc.integer({ min: 20, max: 2_000 }),
    windowSeconds: fc.constantFrom(1, 60),
  });
  const documented = [
    { perSecond: 30, windowSeconds: 1 },
    { perSecond: 4000 / 60, windowSeconds: 60 },
    { perSecond: 300, windowSeconds: 1 },
  ];

  it('never hold more than the limit, wherever the window begins', () => {
    fc.assert(
      fc.property(rates, ({ perSecond, windowSeconds }) => {
        const { points, sliceMs } = sliceOf({ perSecond, windowSeconds });
        const touched = Math.floor((windowSeconds * 1000) / sliceMs + 1e-9) + 1;
        expect(touched * points).toBeLessThanOrEqual(perSecond * windowSeconds);
      }),
    );
  });

  it.each(documented)('reach 95 % of $perSecond a second', ({ perSecond, windowSeconds }) => {
    const { points, sliceMs } = sliceOf({ perSecond, windowSeconds });
    expect((points * 1000) / sliceMs).toBeGreaterThanOrEqual(0.95 * perSecond);
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
        const { tokens, waitMs } = await pacing.take(account, rate, 64);
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
