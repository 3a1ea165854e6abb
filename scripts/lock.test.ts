import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAbandoned, withLock } from './lock.mjs';

const run = promisify(execFile);
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'khóa thử '));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A pid that was real a moment ago. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

/** Reads a number, waits, writes it plus one: loses counts unless one process at a time does it. */
const counting = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { setTimeout } from 'node:timers/promises';
  const [module, lock, file] = process.argv.slice(1);
  const { withLock } = await import(module);
  await withLock(lock, async () => {
    const seen = Number(readFileSync(file, 'utf8'));
    await setTimeout(50);
    writeFileSync(file, String(seen + 1));
  });
`;

function countInAnotherProcess(lock: string, file: string) {
  const module = new URL('./lock.mjs', import.meta.url).href;
  return run(process.execPath, ['--input-type=module', '-e', counting, module, lock, file]);
}

describe('withLock', () => {
  it('lets one process at a time do its work', async () => {
    const [lock, file] = [join(dir, 'lock'), join(dir, 'count')];
    writeFileSync(file, '0');

    await Promise.all(Array.from({ length: 4 }, () => countInAnotherProcess(lock, file)));

    expect(readFileSync(file, 'utf8')).toBe('4');
    expect(existsSync(lock)).toBe(false);
  });

  it('lets several waiters take over a dead lock one after the other', async () => {
    const [lock, file] = [join(dir, 'lock'), join(dir, 'count')];
    writeFileSync(file, '0');
    mkdirSync(lock);
    writeFileSync(join(lock, String(deadPid())), '1');

    await Promise.all(Array.from({ length: 4 }, () => countInAnotherProcess(lock, file)));

    expect(readFileSync(file, 'utf8')).toBe('4');
  });

  it('gives the lock back when the work fails', async () => {
    const lock = join(dir, 'lock');
    const work = () => Promise.reject(new Error('hỏng'));

    await expect(withLock(lock, work)).rejects.toThrow('hỏng');
    expect(existsSync(lock)).toBe(false);
  });

  it('stays held while a child that was named in it outlives its parent', async () => {
    const lock = join(dir, 'lock');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const ended = once(child, 'exit');

    await withLock(lock, async (addHolder: (pid: number) => void) => {
      addHolder(child.pid ?? 0);
      rmSync(join(lock, String(process.pid)));
      expect(isAbandoned(lock)).toBe(false);
      child.kill('SIGKILL');
      await ended;
      expect(isAbandoned(lock)).toBe(true);
    });
  });

  it('takes an unsigned lock for a fresh one at first and for a forgotten one later', () => {
    const lock = join(dir, 'lock');
    mkdirSync(lock);
    expect(isAbandoned(lock)).toBe(false);

    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);

    expect(isAbandoned(lock)).toBe(true);
  });
});
