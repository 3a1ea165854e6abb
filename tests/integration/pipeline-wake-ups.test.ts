import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainLane } from '../../queues/drain-lane/queue.ts';
import type { QueueEngine } from '../../queues/queue-engine.ts';
import { openQueueSide } from '../../src/composition/queue-engine.ts';
import { createAsker } from '../../src/composition/wake-ups.ts';
import { readConfig } from '../../src/config.ts';
import type { WardId } from '../../src/core/ids.ts';
import { lanesPending } from '../../src/features/conversations/index.ts';
import { sweepDeliveries } from '../../src/features/deliveries/index.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { addCitizen, addToOutbox, openPipeline, outboxOf, until } from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openTestRedis, redisMissing, type TestRedis } from '../support/test-redis.ts';

const log = createLogger('silent');
let test: TestDatabase;
let redis: TestRedis | undefined;
let ward: WardId;
beforeAll(async () => {
  test = await openTestDatabase();
  redis = redisMissing ? undefined : await openTestRedis();
  ward = await createTestWard(test.database, 'wake-ups');
});
afterAll(async () => {
  await test.close();
  await redis?.close();
});

async function openEngine(backend: 'postgres' | 'redis') {
  const read = readConfig({ ROLE: 'all', ...(backend === 'redis' ? { REDIS_URL: redis?.url } : {}) });
  if (!read.ok) throw new Error(read.error.join());
  return openQueueSide(read.value, test.url, log);
}

/** A worker of drain-lane whose runs end when the test says so. */
async function slowWorker(engine: QueueEngine) {
  const runs: { readonly lane: number; end(): void }[] = [];
  await engine.work(
    drainLane,
    ({ lane }) => new Promise<void>((resolve) => runs.push({ lane, end: resolve })),
  );
  return runs;
}

const backends = ['postgres', 'redis'] as const;
describe.each(backends)('wake-up jobs on %s', (backend) => {
  const skip = backend === 'redis' && redisMissing !== false;

  it.skipIf(skip)(
    'that wait are one; one that comes while its lane is worked on leads to one more run',
    async () => {
      const side = await openEngine(backend);
      for (let call = 0; call < 10; call++) await side.engine.add(drainLane, { lane: 3 });
      const runs = await slowWorker(side.engine);
      await until(() => runs.length === 1);
      for (let call = 0; call < 10; call++) await side.engine.add(drainLane, { lane: 3 });
      runs[0]?.end();
      await until(() => runs.length === 2);
      runs[1]?.end();
      await side.engine.add(drainLane, { lane: 3 });
      await until(() => runs.length === 3);
      runs[2]?.end();
      await side.close();
      expect(runs.map(({ lane }) => lane)).toEqual([3, 3, 3]);
    },
  );

  it.skipIf(skip)('of different lanes do not wait for each other', async () => {
    const side = await openEngine(backend);
    const runs = await slowWorker(side.engine);
    for (const lane of [1, 2]) await side.engine.add(drainLane, { lane });
    await until(() => runs.length === 2);
    for (const run of runs) run.end();
    await side.close();
    expect(runs.map(({ lane }) => lane).sort()).toEqual([1, 2]);
  });

  it.skipIf(skip)('carry ids only, never what a citizen wrote', async () => {
    const side = await openEngine(backend);
    await side.engine.add(drainLane, { lane: 7 });
    if (backend === 'redis') {
      const queue = new Queue(drainLane.name, {
        connection: new Redis(redis?.url ?? '', { maxRetriesPerRequest: null }),
      });
      expect((await queue.getJobs()).map(({ data }) => data)).toContainEqual({ lane: 7 });
      await queue.obliterate({ force: true });
      await queue.close();
    }
    expect(drainLane.payload.safeParse({ lane: 7, text: 'xin chào' })).toMatchObject({ data: { lane: 7 } });
    await side.close();
  });
});

describe('a lost queue', () => {
  it('costs nothing: the rows themselves say what is due, and the sweeper finds it', async () => {
    const pipeline = await openPipeline(test.database, { ward, awake: false });
    await pipeline.arrive('an', 'không ai được đánh thức');
    await addCitizen(test.database, pipeline.account, 'binh');
    await addToOutbox(test.database, pipeline.account, 'binh', ['tin chờ gửi']);
    await test.database.systemQuery(
      `update inbound_event set received_at = received_at - interval '3 seconds' where account_id = $1`,
      [pipeline.account],
    );
    // One round, as every process makes each five seconds; there is no job anywhere.
    pipeline.wakeUps.join(pipeline.lanes, pipeline.sender);
    pipeline.wakeUps.lanes(await lanesPending(test.database, 2_000));
    await sweepDeliveries({ db: test.database, metrics: pipeline.metrics, wake: pipeline.wakeUps.account });
    await until(async () => {
      const rows = await outboxOf(test.database, pipeline.account);
      return rows.length === 2 && rows.every(({ state }) => state === 'sent');
    });
    await pipeline.stop();
  });
});

describe('asking for a wake-up', () => {
  it('is done once while the queue does not answer, however often it is wanted', async () => {
    let asked = 0;
    const ask = createAsker<number>(
      () => {
        asked += 1;
        return new Promise(() => undefined);
      },
      1,
      log,
    );
    for (let call = 0; call < 20; call++) {
      ask(1);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    expect(asked).toBe(1);
  });
});
