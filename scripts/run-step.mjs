import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { root } from './paths.mjs';

const keptOutput = 400_000;
const running = new Set();

/**
 * Runs one command to its end and keeps what it printed; never throws.
 * The command gets a process group of its own, so that a timeout ends its children too.
 */
export function runStep({ command, args, env = {}, minutes }) {
  const started = Date.now();
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  const printed = collect(child);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup(child);
  }, minutes * 60_000);
  return new Promise((resolve) => {
    const finish = (code) => {
      clearTimeout(timer);
      running.delete(child);
      const note = timedOut ? `\nended after ${minutes} minutes` : '';
      resolve({
        code: timedOut ? 124 : code,
        output: stripVTControlCharacters(printed()) + note,
        seconds: (Date.now() - started) / 1000,
      });
    };
    child.on('error', () => finish(127));
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** Ends every command that still runs; for a script that is told to stop. */
export function endRunningSteps() {
  for (const child of running) endGroup(child);
}

function collect(child) {
  let text = '';
  const add = (chunk) => {
    text = (text + chunk).slice(-keptOutput);
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  child.on('error', (error) => add(`${error.message}\n`));
  return () => text;
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago.
  }
}

/** Calls `work` on every item, at most `width` at a time; results in the order of the items. */
export async function inParallel(items, width, work) {
  const results = new Array(items.length);
  const queue = items.entries();
  const workers = Array.from({ length: width }, async () => {
    for (const [at, item] of queue) results[at] = await work(item);
  });
  await Promise.all(workers);
  return results;
}
