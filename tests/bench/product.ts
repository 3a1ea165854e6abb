import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/composition/project-root.ts';
import { ensureDatabase, openDatabase } from '../../src/store/database.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/embedded-postgres.ts';
import type { Bot } from './outside/orders.ts';
import { endProcess, freePort } from './processes.ts';

export const token = '1:BENCH';
const secret = 'bench-secret-of-webhooks';

export interface ProductOptions {
  readonly apiRoot: string;
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** Variables of further channels. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Gần Dân itself, as an operator runs it: one process with every role. */
export interface Product {
  readonly bot: Bot;
  readonly pid: number;
  stop(): Promise<void>;
}

const readyMs = 60_000;

export async function startProduct(options: ProductOptions): Promise<Product> {
  const port = await freePort();
  const env = environmentOf(options, port);
  const child = spawn(process.execPath, [...extraFlags(), join(findProjectRoot(), 'dist/main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilReady(`http://127.0.0.1:${port}/health/ready`, child);
  return { bot: botAt(port), pid: child.pid ?? 0, stop: () => endProcess(child) };
}

/** Flags for node, to profile the process under load: BENCH_NODE_FLAGS="--cpu-prof". */
const extraFlags = (): string[] => (process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter(Boolean);

/** Nothing of the operator's own configuration: a bot of theirs would be measured, and told. */
export function environmentOf(options: ProductOptions, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG } = process.env;
  return {
    PATH,
    HOME,
    LANG,
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ROLE: 'all',
    LOG_LEVEL: 'warn',
    DATA_DIR: options.dataDir,
    APP_SECRET: 'only-for-benchmarks-on-the-loopback',
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
    TELEGRAM_API_ROOT: options.apiRoot,
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
    ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
    ...options.more,
  };
}

export const botAt = (port: number): Bot => ({ url: `http://127.0.0.1:${port}/webhooks/telegram`, secret });
export const peerBotAt = (port: number): Bot => ({ url: `http://127.0.0.1:${port}/webhook`, secret });

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await endProcess(child);
  throw new Error('the server did not become ready');
}

/** A folder for DATA_DIR that PostgreSQL's own user can enter too. */
export async function makeDataDir(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'gan-dan-bench-'));
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The server that runs in a DATA_DIR, seen by a guest. */
export async function embeddedUrl(dataDir: string, database = 'gan_dan'): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir, mode: 'share' });
  return ensureDatabase(server.url, database);
}

/** Beside what else the account is set to: without its mode and addresses it could not be used. */
export async function setRate(url: string, channel: string, sendsPerSecond: number): Promise<void> {
  const db = openDatabase({ url, poolSize: 1, onError: () => undefined });
  const settings = JSON.stringify({ sendsPerSecond });
  await db.systemQuery('update channel_account set settings = settings || $1::jsonb where channel = $2', [
    settings,
    channel,
  ]);
  await db.close();
}

/** Running servers read their accounts again every five seconds. */
export const reloadMs = 6_000;

/** The stand-in vendor limits nobody; without this each bot's bucket would be measured. */
export async function liftAccountLimit(databaseUrls: readonly string[]): Promise<void> {
  for (const url of databaseUrls) await setRate(url, 'telegram', 100_000);
  await new Promise((resolve) => setTimeout(resolve, reloadMs));
}

/** Seeded tables are known to the planner as they would be after a day of use. */
export async function analyse(databaseUrls: readonly string[]): Promise<void> {
  for (const url of databaseUrls) {
    const db = openDatabase({ url, poolSize: 1, onError: () => undefined });
    await db.systemScript('analyze');
    await db.close();
  }
}
