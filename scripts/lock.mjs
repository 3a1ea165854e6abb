import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;
/** A lock that names nobody was left by somebody who died between creating and signing it. */
const unsignedMs = 5_000;

/**
 * Runs `work` while no other process holds the lock directory; a lock left by dead processes is taken over.
 * `work` gets a function that names a child process as a further holder, for a child that may outlive us.
 * `onWait` is called once, when somebody else is at work.
 */
export async function withLock(path, work, onWait = () => undefined) {
  await acquire(path, onWait);
  try {
    return await work((pid) => sign(path, pid));
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

async function acquire(path, onWait) {
  let told = false;
  while (!create(path)) {
    if (isAbandoned(path)) {
      takeAway(path);
      continue;
    }
    if (!told) onWait();
    told = true;
    await sleep(pollMs);
  }
}

function create(path) {
  try {
    mkdirSync(path);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  sign(path, process.pid);
  return true;
}

/** By a rename: a signature that is read half-written would look like a dead process's. */
function sign(path, pid) {
  const unfinished = join(path, `.${pid}`);
  writeFileSync(unfinished, startTime(pid));
  renameSync(unfinished, join(path, String(pid)));
}

export function isAbandoned(path) {
  const holders = readHolders(path);
  if (holders.length > 0) return !holders.some(isRunning);
  const age = ageOf(path);
  return age !== undefined && age > unsignedMs;
}

/** Two waiters may see the same dead holder; the second must not take away the first one's new lock. */
function takeAway(path) {
  const guard = `${path}.takeover`;
  try {
    mkdirSync(guard);
  } catch {
    if ((ageOf(guard) ?? 0) > unsignedMs) rmSync(guard, { recursive: true, force: true });
    return;
  }
  if (isAbandoned(path)) rmSync(path, { recursive: true, force: true });
  rmdirSync(guard);
}

function readHolders(path) {
  try {
    const names = readdirSync(path).filter((name) => !name.startsWith('.'));
    return names.map((pid) => ({
      pid: Number(pid),
      since: readFileSync(join(path, pid), 'utf8'),
    }));
  } catch {
    return [];
  }
}

function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function isRunning({ pid, since }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return startTime(pid) === since;
}

/** Tells a process from a later one with the same pid; '' where the system does not say. */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
