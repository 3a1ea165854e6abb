import pg from 'pg';

/**
 * A pool none of whose connections can end the process by breaking.
 * pg-pool listens for errors of idle connections only, and a server that goes away may say so in the packet that
 * made the connection ready: before the borrower has had a turn to listen. The borrower's next query fails then.
 */
export function openPool(config: pg.PoolConfig, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
