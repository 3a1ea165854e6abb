import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A Redis that a test may fill and empty. */
export interface TestRedis {
  readonly url: string;
  close(): Promise<void>;
}

/** Full path of redis-server; undefined when the machine lacks it. */
export const redisProgram = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find(isExecutable);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The reason for skipping, or false. */
export const redisMissing =
  process.env.TEST_REDIS_URL === undefined && redisProgram === undefined
    ? 'no TEST_REDIS_URL and no redis-server on the PATH'
    : false;
if (redisMissing) process.stdout.write(`    skipped on Redis: ${redisMissing}\n`);

/** The server of TEST_REDIS_URL (an empty database of it), else one started for this test file. */
export async function openTestRedis(): Promise<TestRedis> {
  const given = process.env.TEST_REDIS_URL;
  if (given) return { url: given, close: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'gan-dan-redis-'));
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(redisProgram ?? 'redis-server', [...settings, '--dir', folder], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = `redis://127.0.0.1:${port}`;
  await untilAnswering(url);
  return {
    url,
    async close() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswering(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    const answers = await client.ping().then(
      () => true,
      () => false,
    );
    client.disconnect();
    if (answers) return;
    await sleep(50);
  }
  throw new Error('redis-server did not start');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
