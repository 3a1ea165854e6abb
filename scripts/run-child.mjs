import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

/** A program that was asked to stop and runs longer than this is taken for stuck. */
const stoppingMs = 15_000;

/**
 * Runs one of the built programs with our own stdin, stdout and stderr until it ends, and gives its exit code.
 * SIGINT, SIGTERM, SIGHUP and the death of the npm that started us each ask it to stop, once.
 */
export async function runProgram(file, args = [], onStop = () => undefined) {
  const child = spawnProgram(file, args);
  let asked = false;
  const stop = () => {
    if (asked) return;
    asked = true;
    onStop();
    if (child.connected) child.disconnect();
    setTimeout(() => child.kill('SIGKILL'), stoppingMs).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const watching = watchNpm(stop);
  try {
    return await exitCodeOf(child);
  } finally {
    clearInterval(watching);
  }
}

function spawnProgram(file, args) {
  const watch = pathToFileURL(inRoot('scripts', 'stop-with-parent.mjs')).href;
  const flags = ['--enable-source-maps', '--import', watch];
  return spawn(process.execPath, [...flags, inRoot('dist', file), ...args], {
    env: childEnvironment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
}

/** `.env` fills what the environment leaves open; a relative DATA_DIR counts from the project, not from here. */
function childEnvironment() {
  if (existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  const given = process.env.DATA_DIR?.trim() || '.data';
  return { ...process.env, DATA_DIR: isAbsolute(given) ? given : inRoot(given) };
}

/** npm that was killed cannot pass its signal on; we notice that it is gone. */
function watchNpm(stop) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && stop(), 500).unref();
}

/** The exit code as a shell would tell it. */
function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
