import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDatabase, openDatabase } from '../../src/store/database.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/embedded-postgres.ts';

const root = join(import.meta.dirname, '../..');

/** The built program as an operator runs it: one process, a database of its own. */
export interface RunningHouse {
  readonly url: string;
  /** A command of the operator; gives what it says. */
  run(...args: readonly string[]): Promise<{ code: number; out: string }>;
  query<Row extends Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** On a port that was chosen before, so that gateways can be told of it. */
export async function startHouse(port: number, environment: NodeJS.ProcessEnv): Promise<RunningHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-house-'));
  await chmod(dataDir, 0o755);
  const url = `http://127.0.0.1:${port}`;
  const { PATH, HOME } = process.env;
  const env = {
    ...{ PATH, HOME, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    ...environment,
  };
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], {
    env,
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilReady(url, child).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const database = openDatabase({ url: await databaseOf(dataDir), poolSize: 2, onError: () => undefined });
  return {
    url,
    run: (...args) => command(env, args),
    query: (sql, values) => database.systemQuery(sql, values),
    async stop() {
      await database.close();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`the house ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('the house was not ready in time');
}

async function databaseOf(dataDir: string): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir, mode: 'share' });
  return ensureDatabase(server.url, 'gan_dan');
}

function command(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'dist/cli.js'), ...args], { env, cwd: root }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err }),
    );
  });
}
