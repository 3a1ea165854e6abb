import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Logger } from '../lib/logger.ts';
import { type Database, ensureDatabase, migrateDatabase, openDatabase } from '../store/database.ts';
import { startEmbeddedPostgres } from '../store/embedded/embedded-postgres.ts';

/** PostgreSQL, up to date and ready, wherever it runs. */
export interface Store {
  readonly db: Database;
  /** Connection string of the product's database. */
  readonly url: string;
  /** True when PostgreSQL runs as a child of this process. */
  readonly owned: boolean;
  close(): Promise<void>;
}

const databaseName = 'gan_dan';

/** `mode` says what to do when another process already runs the embedded server. */
export async function openStore(
  config: Config,
  root: string,
  mode: 'own' | 'share',
  log: Logger,
): Promise<Store> {
  const server = config.database.url ? external(config.database.url) : await embedded(config, mode, log);
  // Of the error its message only: pg hangs the whole connection onto it.
  const onError = ({ message }: Error): void => {
    if (!closing) log.warn({ reason: message }, 'a PostgreSQL connection broke');
  };
  let closing = false;
  await migrateDatabase(server.url, join(root, 'src/store/migrations'));
  const db = openDatabase({ url: server.url, poolSize: config.database.maxConnections, onError });
  return {
    db,
    url: server.url,
    owned: server.owned,
    async close() {
      closing = true;
      await db.close();
      await server.stop();
    },
  };
}

interface Server {
  readonly url: string;
  readonly owned: boolean;
  stop(): Promise<void>;
}

const external = (url: string): Server => ({ url, owned: false, stop: async () => undefined });

async function embedded(config: Config, mode: 'own' | 'share', log: Logger): Promise<Server> {
  const postgres = await startEmbeddedPostgres({
    dataDir: config.server.dataDir,
    mode,
    onRestart: (reason) => log.error({ reason }, 'starting PostgreSQL again'),
  });
  const url = await ensureDatabase(postgres.url, databaseName);
  return { url, owned: !postgres.guest, stop: postgres.stop };
}
