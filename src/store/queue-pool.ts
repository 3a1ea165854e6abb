import pg from 'pg';

/** Connections for BullMQ's PostgreSQL backend: its own schema, apart from the product's tables. */
export function openQueuePool(url: string, schema: string, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    keepAlive: true,
    options: `-c search_path=${schema}`,
  });
  pool.on('error', onError);
  return pool;
}
