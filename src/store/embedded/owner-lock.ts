import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who runs the embedded PostgreSQL of a DATA_DIR; kept in `DATA_DIR/postgres.lock` as JSON. */
export interface Owner {
  readonly pid: number;
  /** Start time of that process, so that a reused pid is not mistaken for it (Linux; else ''). */
  readonly startedAt: string;
  /** TCP port of the server on 127.0.0.1; 0 while it is starting. */
  readonly port: number;
}

export interface OwnerLock {
  /** Announces the port once the server accepts connections. */
  publish(port: number): Promise<void>;
  release(): Promise<void>;
}

const lockPath = (dataDir: string): string => join(dataDir, 'postgres.lock');

/** Takes the lock, or says who holds it. A lock of a dead process is taken over. */
export async function acquireOwnerLock(dataDir: string): Promise<{ lock: OwnerLock } | { owner: Owner }> {
  for (;;) {
    if (await createLock(dataDir)) return { lock: ownLock(dataDir) };
    const owner = await readOwner(dataDir);
    if (owner && (await isAlive(owner))) return { owner };
    await removeDeadLock(dataDir);
  }
}

/** A remover that died at its work does not block the next one for longer. */
const removalMs = 5_000;

/** One remover at a time, who looks once more: else the lock of a quicker heir could be removed. */
async function removeDeadLock(dataDir: string): Promise<void> {
  const removal = `${lockPath(dataDir)}.removal`;
  if (!(await createExclusively(removal, String(process.pid)))) {
    const age = await stat(removal).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > removalMs) await rm(removal, { force: true });
    await sleep(20);
    return;
  }
  const owner = await readOwner(dataDir);
  if (!owner || !(await isAlive(owner))) await rm(lockPath(dataDir), { force: true });
  await rm(removal, { force: true });
}

export async function readOwner(dataDir: string): Promise<Owner | undefined> {
  const text = await readFile(lockPath(dataDir), 'utf8').catch(() => '');
  try {
    return JSON.parse(text) as Owner;
  } catch {
    // Absent, or no lock of ours.
    return undefined;
  }
}

async function createLock(dataDir: string): Promise<boolean> {
  const self: Owner = { pid: process.pid, startedAt: await startTime(process.pid), port: 0 };
  return createExclusively(lockPath(dataDir), JSON.stringify(self));
}

/** False when the file is there already; nobody ever sees it half-written. */
async function createExclusively(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${process.pid}-${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o644 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function ownLock(dataDir: string): OwnerLock {
  return {
    async publish(port) {
      const self: Owner = { pid: process.pid, startedAt: await startTime(process.pid), port };
      const draft = `${lockPath(dataDir)}.${process.pid}`;
      await writeFile(draft, JSON.stringify(self), { mode: 0o644 });
      await rename(draft, lockPath(dataDir));
    },
    async release() {
      await rm(lockPath(dataDir), { force: true });
    },
  };
}

async function isAlive(owner: Owner): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return (await startTime(owner.pid)) === owner.startedAt;
}

async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
