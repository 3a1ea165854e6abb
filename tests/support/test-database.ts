import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AccountId,
  accountId,
  type ConversationId,
  conversationId,
  type WardId,
  wardId,
} from '../../src/core/ids.ts';
import { type Database, ensureDatabase, migrateDatabase, openDatabase } from '../../src/store/database.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/embedded-postgres.ts';

/** A database of its own, migrated and empty, on a real PostgreSQL. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the connections and throws the database (and a server of our own) away. */
  close(): Promise<void>;
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A fresh database on the server of TEST_DATABASE_URL, else on a server started for this test file.
 * Call it once in `beforeAll` and `close()` it in `afterAll`.
 */
export async function openTestDatabase(poolSize = 4): Promise<TestDatabase> {
  const server = await testServer();
  const name = `gan_dan_test_${randomBytes(6).toString('hex')}`;
  const url = await ensureDatabase(server.url, name);
  await migrateDatabase(url, 'src/store/migrations');
  const database = openDatabase({ url, poolSize, onError: () => undefined });
  return {
    url,
    database,
    async close() {
      await database.close();
      await dropDatabase(server.url, name);
      await server.stop();
    },
  };
}

async function testServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-test-'));
  // Under root the server runs as another user, who must be able to enter.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, mode: 'own' });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const house = openDatabase({ url: serverUrl, poolSize: 1, onError: () => undefined });
  await house.systemQuery(`drop database if exists ${name} with (force)`);
  await house.close();
}

export async function createTestWard(
  database: Database,
  code: string,
  name = `Phường ${code}`,
): Promise<WardId> {
  const rows = await database.systemQuery<{ id: number }>(
    'insert into ward (code, name, province) values ($1, $2, $3) returning id',
    [code, name, 'Tỉnh Mẫu'],
  );
  return wardId(rows[0]?.id ?? 0);
}

export interface TestCitizen {
  readonly wardId: WardId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly externalId: string;
}

/** A citizen with a conversation on a web-chat account of the ward. */
export async function createTestCitizen(
  database: Database,
  ward: WardId,
  externalId: string,
): Promise<TestCitizen> {
  const [account] = await database.systemQuery<{ id: number }>(
    `insert into channel_account (ward_id, channel, external_id) values ($1, 'web-chat', $2)
     on conflict (channel, external_id) do update set ward_id = excluded.ward_id returning id`,
    [ward, `ward-${ward}`],
  );
  const [identity] = await database.systemQuery<{ id: number }>(
    'insert into identity (ward_id, account_id, external_id) values ($1, $2, $3) returning id',
    [ward, account?.id, externalId],
  );
  await database.systemQuery('insert into conversation (id, ward_id) values ($1, $2)', [identity?.id, ward]);
  return {
    wardId: ward,
    externalId,
    accountId: accountId(account?.id ?? 0),
    conversationId: conversationId(Number(identity?.id ?? 0)),
  };
}
