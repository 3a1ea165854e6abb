import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../paths.mjs';
import { ensureBuilt } from '../prepare.mjs';

const readyWithinMs = 60_000;
export const admin = { email: 'admin@phuong.example', password: 'mot cau de nho cua phuong' };

/** The built house on a free port, with a database that is gone afterwards. */
export async function startHouse() {
  await ensureBuilt();
  const dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-pictures-'));
  // PostgreSQL may run as another user.
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings({ port, url, dataDir }) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  };
  await untilReady(url, child).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

function settings({ port, url, dataDir }) {
  return {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    STAFF_TOTP: 'optional',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  };
}

async function untilReady(url, child) {
  const end = Date.now() + readyWithinMs;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the house ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Error('the house was not ready in time');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
