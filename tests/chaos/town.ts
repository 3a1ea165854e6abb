import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, ensureDatabase, openDatabase } from '../../src/store/database.ts';
import { clusterPassword, clusterUrl } from '../../src/store/embedded/cluster.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded/embedded-postgres.ts';
import { readOwner } from '../../src/store/embedded/owner-lock.ts';
import { freePort } from '../support/test-redis.ts';
import { type Supervised, supervise } from './supervised.ts';

export type Backend = 'postgres' | 'redis';

/** The product as it is installed, built and running, with everything that can be killed. */
export interface Town {
  /** Where the platforms' webhook calls go. */
  readonly publicUrl: string;
  readonly parts: readonly Supervised[];
  /** The product's own processes among them. */
  readonly apps: readonly Supervised[];
  /** What one round may kill; each is a name for the report. */
  readonly victims: readonly string[];
  kill(victim: string, downMs: number): Promise<void>;
  /** Everything answers again. */
  untilReady(): Promise<void>;
  databaseUrl(): Promise<string>;
  /** Stops all of it in an orderly way; returns how. */
  stop(): Promise<{ name: string; code: number | null; ms: number }[]>;
  /** Ends whatever is left. */
  clear(): Promise<void>;
}

export interface TownOptions {
  /** Data and logs of everything. */
  readonly folder: string;
  readonly backend: Backend;
  /** Describes the channel accounts. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly redisProgram?: string;
}

export async function buildTown(options: TownOptions): Promise<Town> {
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
  return options.backend === 'postgres' ? oneProcess(options) : manyProcesses(options);
}

/** A look into the database, with connections of its own. */
export async function withDatabase<T>(
  town: Pick<Town, 'databaseUrl'>,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = openDatabase({ url: await town.databaseUrl(), poolSize: 2, onError: () => undefined });
  return work(db).finally(() => db.close());
}

/** ROLE=all on the embedded PostgreSQL. */
async function oneProcess(options: TownOptions): Promise<Town> {
  const { folder } = options;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const app = supervise(program('app', options, { PORT: String(port), PUBLIC_URL: publicUrl, ROLE: 'all' }));
  const killPostgres = () => killPostmaster(join(folder, 'postgres'));
  return {
    publicUrl,
    parts: [app],
    apps: [app],
    victims: ['app', 'postgres', 'app and postgres'],
    async kill(victim, downMs) {
      if (victim !== 'app') await killPostgres();
      if (victim !== 'postgres') await app.kill(downMs);
    },
    async untilReady() {
      await app.untilReady();
      await untilHealthy(publicUrl);
    },
    databaseUrl: () => ownersUrl(folder),
    stop: async () => [{ name: 'app', ...(await app.stop()) }],
    async clear() {
      await app.stop();
      await killPostgres();
    },
  };
}

/** ROLE=web, two ROLE=worker, a PostgreSQL and a Redis of their own. */
async function manyProcesses(options: TownOptions): Promise<Town> {
  const { folder } = options;
  const [webPort, redisPort] = [await freePort(), await freePort()];
  const postgres = await startEmbeddedPostgres({ dataDir: folder, mode: 'own' });
  const databaseUrl = await ensureDatabase(postgres.url, 'gan_dan');
  const redis = supervise(redisAt(redisPort, folder, options.redisProgram ?? 'redis-server'));
  const publicUrl = `http://127.0.0.1:${webPort}`;
  const shared = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    PUBLIC_URL: publicUrl,
    APP_SECRET: 'chaos-chaos-chaos-chaos-chaos-chaos',
    DATABASE_CONNECTIONS: '8',
  };
  const apps = [
    supervise(program('web', options, { ...shared, ROLE: 'web', PORT: String(webPort) })),
    supervise(program('worker 1', options, { ...shared, ROLE: 'worker' })),
    supervise(program('worker 2', options, { ...shared, ROLE: 'worker' })),
  ];
  const parts = [...apps, redis];
  return {
    publicUrl,
    parts,
    apps,
    victims: ['web', 'worker 1', 'worker 2', 'postgres', 'redis', 'worker 1 and worker 2', 'everything'],
    async kill(victim, downMs) {
      if (victim === 'postgres' || victim === 'everything') await killPostmaster(join(folder, 'postgres'));
      const hit = parts.filter(({ name }) => victim === 'everything' || victim.split(' and ').includes(name));
      await Promise.all(hit.map((part) => part.kill(downMs)));
    },
    async untilReady() {
      await Promise.all(parts.map((part) => part.untilReady()));
      await untilHealthy(publicUrl);
    },
    databaseUrl: async () => databaseUrl,
    async stop() {
      return Promise.all(apps.map(async (part) => ({ name: part.name, ...(await part.stop()) })));
    },
    clear: () => clearMany(parts, postgres),
  };
}

async function clearMany(parts: readonly Supervised[], postgres: EmbeddedPostgres): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()));
  await postgres.stop();
}

function program(name: string, options: TownOptions, env: Record<string, string>) {
  return {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', 'dist/main.js'],
    logFile: join(options.folder, `${name}.log`),
    readyWords: '"msg":"ready"',
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      DATA_DIR: options.folder,
      LOG_LEVEL: 'info',
      ...options.accounts,
      ...env,
    },
  };
}

/** Without persistence: a killed Redis comes back empty. */
function redisAt(port: number, folder: string, command: string) {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return {
    name: 'redis',
    command,
    args: [...settings, '--dir', folder, '--maxmemory-policy', 'noeviction'],
    env: { PATH: process.env.PATH },
    logFile: join(folder, 'redis.log'),
    readyWords: 'Ready to accept connections',
  };
}

/** The postmaster alone; its children notice and end by themselves. */
async function killPostmaster(clusterDir: string): Promise<void> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!pid) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (command.includes(clusterDir)) process.kill(pid, 'SIGKILL');
}

async function ownersUrl(dataDir: string): Promise<string> {
  const owner = await readOwner(dataDir);
  if (!owner) throw new Error('nobody owns the database');
  return clusterUrl(owner.port, await clusterPassword(dataDir), 'gan_dan');
}

async function untilHealthy(publicUrl: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`${publicUrl}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error('the installation did not become healthy again');
}
