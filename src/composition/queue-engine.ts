import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_SCHEMA, type PostgresConnectionOptions, runMigrations } from 'bullmq';
import { Redis } from 'ioredis';
import { createQueueEngine, type QueueEngine } from '../../queues/queue-engine.ts';
import type { Config } from '../config.ts';
import type { PacingStore } from '../features/deliveries/index.ts';
import type { Logger } from '../lib/logger.ts';
import { openQueuePool } from '../store/queue-pool.ts';

/** The queue and whatever shares its connection. */
export interface QueueSide {
  readonly engine: QueueEngine;
  /** Where rate counters live: shared as soon as several processes may send. */
  readonly pacing: PacingStore;
  close(): Promise<void>;
}

/** Redis when REDIS_URL is set, else BullMQ's own PostgreSQL backend on the same database. */
export async function openQueueSide(config: Config, databaseUrl: string, log: Logger): Promise<QueueSide> {
  const onError = throttledWarning(log);
  return config.redis.url
    ? onRedis(config.redis.url, onError)
    : onPostgres(databaseUrl, config.server.role === 'all', onError);
}

function onRedis(url: string, onError: (error: Error) => void): QueueSide {
  // BullMQ demands null for blocking connections; commands while Redis is away must fail fast, not pile up.
  const connection = new Redis(url, { maxRetriesPerRequest: null, enableOfflineQueue: true });
  const counters = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  for (const client of [connection, counters]) client.on('error', onError);
  const engine = createQueueEngine({ kind: 'redis', connection }, onError);
  return {
    engine,
    pacing: { kind: 'redis', client: counters },
    async close() {
      await atMost(closeTimeoutMs, engine.close());
      for (const client of [connection, counters]) client.disconnect();
    },
  };
}

async function onPostgres(url: string, single: boolean, onError: (error: Error) => void): Promise<QueueSide> {
  const pool = openQueuePool(url, DEFAULT_SCHEMA, onError);
  const client = await pool.connect();
  await runMigrations(client, DEFAULT_SCHEMA).finally(() => client.release());
  // BullMQ describes pg's pool with an index signature that the real type lacks.
  const connection = pool as unknown as PostgresConnectionOptions;
  const engine = createQueueEngine({ kind: 'postgres', connection }, onError);
  return {
    engine,
    pacing: single ? { kind: 'memory' } : { kind: 'postgres', pool },
    close: () =>
      atMost(
        closeTimeoutMs,
        engine.close().then(() => pool.end()),
      ),
  };
}

/** A queue that is away does not say goodbye; its jobs are only wake-ups, so nothing is lost by leaving. */
const closeTimeoutMs = 2_000;

async function atMost(limitMs: number, closing: Promise<void>): Promise<void> {
  await Promise.race([closing, sleep(limitMs, undefined, { ref: false })]);
}

/** A queue that is away reports it many times a second; the log needs it once in ten seconds. */
function throttledWarning(log: Logger): (error: Error) => void {
  let quietUntil = 0;
  return (error) => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + 10_000;
    log.warn({ err: error }, 'the queue reports an error');
  };
}
