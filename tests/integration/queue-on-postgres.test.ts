import { DEFAULT_SCHEMA, type PostgresConnectionOptions, runMigrations } from 'bullmq';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainLane } from '../../queues/drain-lane/queue.ts';
import { createQueueEngine } from '../../queues/queue-engine.ts';
import { openQueuePool } from '../../src/store/queue-pool.ts';
import { until } from '../support/pipeline.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let pool: pg.Pool;
const errors: Error[] = [];
beforeAll(async () => {
  test = await openTestDatabase();
  pool = openQueuePool(test.url, DEFAULT_SCHEMA, (error) => errors.push(error));
  const client = await pool.connect();
  await runMigrations(client, DEFAULT_SCHEMA).finally(() => client.release());
});
afterAll(async () => {
  await pool.end();
  await test.close();
});

/** The pool, but the server ends the first `times` connections that are asked for. */
function failingAtFirst(times: number): PostgresConnectionOptions {
  let left = times;
  const connect = async () => {
    const client = await pool.connect();
    if (left-- > 0) await end(client);
    return client;
  };
  const failing = new Proxy(pool, {
    get: (target, key) => (key === 'connect' ? connect : Reflect.get(target, key).bind?.(target)),
  });
  return failing as unknown as PostgresConnectionOptions;
}

async function end(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await test.database.systemQuery('select pg_terminate_backend($1)', [rows[0]?.pid]);
}

describe('the queue on PostgreSQL', () => {
  it('takes work though the server went away when its worker first looked', async () => {
    const engine = createQueueEngine({ kind: 'postgres', connection: failingAtFirst(2) }, (error) =>
      errors.push(error),
    );
    const lanes: number[] = [];
    await engine.work(drainLane, async ({ lane }) => void lanes.push(lane));
    await until(async () => {
      await engine.add(drainLane, { lane: 5 }).catch(() => undefined);
      return lanes.includes(5);
    });
    await engine.close();
    expect(lanes).toContain(5);
  });

  it('does not end the process when a borrowed connection breaks', async () => {
    const client = await pool.connect();
    await end(client);
    const isBroken = () =>
      client
        .query('select 1')
        .then(() => false)
        .catch(() => true);
    await until(isBroken);
    expect(await isBroken()).toBe(true);
    client.release(true);
  });
});
