import type pg from 'pg';
import { openPool } from './open-pool.ts';

/** Connections for BullMQ's PostgreSQL backend: its own schema, apart from the product's tables. */
export function openQueuePool(url: string, schema: string, onError: (error: Error) => void): pg.Pool {
  const options = `-c search_path=${schema}`;
  return openPool({ connectionString: url, max: 8, keepAlive: true, options }, onError);
}
