import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { WardId } from '../core/ids.ts';
import { openPool } from './open-pool.ts';
import type { Statement } from './statement.ts';

/** Statements of one transaction. `orm` is drizzle on the same connection. */
export interface Tx {
  query<Row extends pg.QueryResultRow>(
    statement: string | Statement,
    values?: readonly unknown[],
  ): Promise<Row[]>;
  readonly orm: NodePgDatabase;
}
/** A transaction that sees one ward's rows only; row-level security enforces it. */
export interface WardTx extends Tx {
  readonly wardId: WardId;
  /**
   * Runs `work` right before the commit, in the order of the keys: for rows that several transactions of a ward
   * write at the same time. Taken as they come they would be locked in any order, and wait for each other in a ring.
   */
  atEnd(key: string, work: () => Promise<unknown>): void;
}
/** A transaction of the house itself, over all wards: intake, sweeping, migrations. */
export interface SystemTx extends Tx {
  readonly system: true;
}

export interface Database {
  /** Opens a transaction for one ward; with `lock`, no two of them that share an id of a space run at once. */
  forWard<T>(wardId: WardId, work: (tx: WardTx) => Promise<T>, lock?: LockKey): Promise<T>;
  /** Opens a transaction that no ward's policy limits. */
  system<T>(work: (tx: SystemTx) => Promise<T>): Promise<T>;
  /** One statement outside a transaction, over all wards. */
  systemQuery<Row extends pg.QueryResultRow>(
    statement: string | Statement,
    values?: readonly unknown[],
  ): Promise<Row[]>;
  /** Several statements in one round trip; numbers must already be inlined by the caller. */
  systemScript(text: string): Promise<pg.QueryResult[]>;
  /** One statement with the rights of a ward's connection but without a ward: it must see nothing. */
  withoutWard<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Calls back on every NOTIFY of the channel until closed. It reconnects by itself; `onGap` is told afterwards that
   * some may have been missed.
   */
  listen(channel: string, onNotify: (payload: string) => void, onGap?: () => void): void;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * SQLSTATE classes and codes of a server or connection in trouble. Timeouts are not among them: a statement
 * that is too slow is too slow again.
 */
const troubleOfTheServer = /^(08|53|57P|58)|^(40001|40P01)$/;
const brokenConnection = /^(ECONN|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)/;

/** True when the same statements may well succeed later: PostgreSQL was away, full, or chose us as a victim. */
export function isPassingTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (troubleOfTheServer.test(code) || brokenConnection.test(code)) return true;
  // node-postgres gives these no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client was closed)/i.test(
    error.message,
  );
}

/**
 * True when PostgreSQL will never take these values: a broken constraint, text that it cannot hold, or a
 * value beyond its limits (SQLSTATE classes 22, 23 and 54).
 */
export const isRefusedData = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:22|23|54)/.test(String(error.code));

interface LastWork {
  readonly key: string;
  readonly run: () => Promise<unknown>;
}

/** PostgreSQL advisory locks held until the transaction ends. */
export interface LockKey {
  readonly space: 'lane';
  readonly ids: readonly number[];
}

/** First key of `pg_advisory_xact_lock(int, int)`; arbitrary, but the same in every process. */
const lockSpaces: Record<LockKey['space'], number> = { lane: 725_001 };

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly onError: (error: Error) => void;
}

const connectTimeoutMs = 5_000;
/** No statement of ours takes longer; a longer one is stuck and must free its locks. */
const statementTimeoutMs = 15_000;

export function openDatabase(options: DatabaseOptions): Database {
  const base: pg.PoolConfig = {
    connectionString: options.url,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 5_000,
    keepAlive: true,
  };
  let closing = false;
  const onError = (error: Error): void => {
    // While we close, the server may hang up first.
    if (!closing) options.onError(error);
  };
  const wards = openPool({ ...base, max: options.poolSize, options: '-c role=gan_dan_ward' }, onError);
  const house = openPool({ ...base, max: options.poolSize }, onError);
  const listener = createListener({ ...options, onError });
  return {
    forWard: (wardId, work, lock) => {
      const last: LastWork[] = [];
      const scope = { wardId, atEnd: (key: string, run: LastWork['run']) => void last.push({ key, run }) };
      return transaction(wards, openingFor(wardId, lock), scope, async (tx) => {
        const result = await work(tx);
        last.sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
        for (const { run } of last) await run();
        return result;
      });
    },
    system: (work) => transaction(house, 'begin', { system: true as const }, work),
    systemQuery: async (statement, values) =>
      (await house.query(asQuery(statement), values as unknown[])).rows,
    systemScript: async (text) => [await house.query(text)].flat(),
    withoutWard: async (text, values) => (await wards.query(text, values as unknown[])).rows,
    listen: listener.add,
    ping: async () => void (await house.query('select 1')),
    close: async () => {
      closing = true;
      await Promise.all([wards.end(), house.end(), listener.close()]);
    },
  };
}

/** pg takes a named statement as an object; values given beside it still count. */
const asQuery = (statement: string | Statement): string =>
  // The types of pg know only a text beside values.
  statement as string;

/** One round trip: begin, name the ward, wait for the locks, always in the same order. */
function openingFor(wardId: WardId, lock?: LockKey): string {
  const opening = `begin; set local app.ward_id = '${Number(wardId)}'`;
  if (!lock || lock.ids.length === 0) return opening;
  const inOrder = [...new Set(lock.ids)].sort((one, other) => one - other);
  const locks = inOrder.map((id) => `pg_advisory_xact_lock(${lockSpaces[lock.space]}, ${Number(id)})`);
  return `${opening}; select ${locks.join(', ')}`;
}

async function transaction<T, Scope extends object>(
  pool: pg.Pool,
  opening: string,
  scope: Scope,
  work: (tx: Tx & Scope) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // One that breaks between two statements must not go back to the pool.
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query(opening);
    const result = await work(txOn(client, scope));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

function txOn<Scope extends object>(client: pg.PoolClient, scope: Scope): Tx & Scope {
  let orm: NodePgDatabase | undefined;
  const tx: Tx = {
    query: async (statement, values) => (await client.query(asQuery(statement), values as unknown[])).rows,
    // Made on first use: most transactions are plain statements.
    get orm() {
      orm ??= drizzle(client);
      return orm;
    },
  };
  return Object.assign(tx, scope);
}

interface Listener {
  add: Database['listen'];
  close(): Promise<void>;
}

/** One connection for all channels; a lost one is replaced after a second. */
function createListener(options: DatabaseOptions): Listener {
  const callbacks = new Map<string, (payload: string) => void>();
  const gaps: (() => void)[] = [];
  let client: pg.Client | undefined;
  let wasConnected = false;
  let closed = false;
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: options.url, keepAlive: true });
    client = fresh;
    fresh.on('notification', (note) => callbacks.get(note.channel)?.(note.payload ?? ''));
    fresh.on('error', options.onError);
    fresh.on('end', () => {
      if (!closed) setTimeout(() => void reconnect(), 1_000).unref();
    });
    await fresh.connect();
    for (const channel of callbacks.keys()) await fresh.query(`listen ${channel}`);
    if (wasConnected) for (const onGap of gaps) onGap();
    wasConnected = true;
  };
  const reconnect = (): Promise<void> =>
    connect().catch((error: Error) => {
      options.onError(error);
      if (!closed) setTimeout(() => void reconnect(), 1_000).unref();
    });
  return {
    add(channel, onNotify, onGap) {
      const first = callbacks.size === 0;
      callbacks.set(channel, onNotify);
      if (onGap) gaps.push(onGap);
      if (first) void reconnect();
      else void client?.query(`listen ${channel}`).catch(options.onError);
    },
    async close() {
      closed = true;
      await client?.end().catch(options.onError);
    },
  };
}

/** Brings the schema up to date; several processes may start at the same time. */
export async function migrateDatabase(url: string, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7250001)');
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end();
  }
}

/** Creates the database of that name beside the one of `url` when it is missing; returns its url. */
export async function ensureDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const target = new URL(url);
  target.pathname = `/${name}`;
  return target.href;
}
