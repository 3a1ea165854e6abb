import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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
    await rm(lockPath(dataDir), { force: true });
  }
}

export async function readOwner(dataDir: string): Promise<Owner | undefined> {
  const text = await readFile(lockPath(dataDir), 'utf8').catch(() => '');
  try {
    return JSON.parse(text) as Owner;
  } catch {
    // Half-written: its writer died between creating and filling the file.
    return undefined;
  }
}

async function createLock(dataDir: string): Promise<boolean> {
  const self: Owner = { pid: process.pid, startedAt: await startTime(process.pid), port: 0 };
  try {
    const file = await open(lockPath(dataDir), 'wx', 0o644);
    await file.writeFile(JSON.stringify(self));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function ownLock(dataDir: string): OwnerLock {
  return {
    async publish(port) {
      const self: Owner = { pid: process.pid, startedAt: await startTime(process.pid), port };
      await writeFile(lockPath(dataDir), JSON.stringify(self));
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
