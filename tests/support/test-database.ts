import { randomBytes } from 'node:crypto';
import {
  type AccountId,
  accountId,
  type ConversationId,
  conversationId,
  type WardId,
  wardId,
} from '../../src/core/ids.ts';
import { type Database, ensureDatabase, migrateDatabase, openDatabase } from '../../src/store/database.ts';

/** A database of its own, migrated and empty, on a real PostgreSQL. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the connections and throws the database away. */
  close(): Promise<void>;
}

/** A fresh database on the server that `shared-postgres.ts` provides. Call it once in `beforeAll`. */
export async function openTestDatabase(poolSize = 4): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl) throw new Error('This project of vitest.config.ts has no shared PostgreSQL');
  const name = `gan_dan_test_${randomBytes(6).toString('hex')}`;
  const url = await ensureDatabase(serverUrl, name);
  await migrateDatabase(url, 'src/store/migrations');
  const database = openDatabase({ url, poolSize, onError: () => undefined });
  return {
    url,
    database,
    async close() {
      await database.close();
      await dropDatabase(serverUrl, name);
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
