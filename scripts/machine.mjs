import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Full path of a program on the PATH; undefined when the machine lacks it. */
export function findProgram(name, path = process.env.PATH ?? '') {
  return path
    .split(delimiter)
    .map((dir) => join(dir, name))
    .find(isExecutable);
}

const browserPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export const findBrowser = (wanted = process.env.CHROMIUM_PATH) =>
  [wanted, ...browserPlaces].find((path) => path && isExecutable(path));

/** A Redis of our own on a free port of this machine, empty, writing nothing that outlives it. */
export async function startRedis(program) {
  const dir = mkdtempSync(join(tmpdir(), 'gan-dan-redis-'));
  const port = await freePort();
  const options = ['--port', port, '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'];
  const child = spawn(program, [...options.map(String), '--maxmemory-policy', 'noeviction'], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.on('close', resolve).on('error', resolve));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  if (await answers(port)) return { url: `redis://127.0.0.1:${port}`, stop };
  await stop();
  return undefined;
}

async function answers(port) {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await accepts(port)) return true;
    await sleep(100);
  }
  return false;
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
