import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataHome } from './data-home.ts';
import { findPort } from './free-port.ts';
import { endOrphans } from './orphans.ts';
import type { OsUser } from './os-user.ts';

/** A running PostgreSQL that this process started or took over. */
export interface Cluster {
  readonly port: number;
  /** Resolves when the server ends for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const superuser = 'gan_dan';

export const clusterUrl = (port: number, password: string, database: string): string =>
  `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;

/** Creates the cluster when it is not there yet. Idempotent; a half-made one is made again. */
export async function initialiseCluster(home: DataHome, password: string, user?: OsUser): Promise<void> {
  const done = join(home.clusterDir, 'gan-dan-initialised');
  if (await exists(done)) return;
  await rm(home.clusterDir, { recursive: true, force: true });
  const dir = await mkdtemp(join(tmpdir(), 'gan-dan-'));
  const passwordFile = join(dir, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) await Promise.all([dir, passwordFile].map((path) => chown(path, user.uid, user.gid)));
  try {
    await prepareParent(home.clusterDir, user);
    await runInitdb(home, passwordFile, user);
    await writeFile(done, '');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function prepareParent(clusterDir: string, user?: OsUser): Promise<void> {
  await mkdir(clusterDir, { recursive: true, mode: 0o700 });
  if (user) await chown(clusterDir, user.uid, user.gid);
}

function runInitdb(home: DataHome, passwordFile: string, user?: OsUser): Promise<void> {
  const child = spawn(
    home.binaries.initdb,
    [
      `--pgdata=${home.clusterDir}`,
      '--auth=scram-sha-256',
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ],
    { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`Không khởi tạo được cơ sở dữ liệu (initdb mã ${code}): ${complaint}`));
    });
  });
}

/** Of a killed server the children, or the system, need a moment to notice; until then it seems to be there. */
const inMemory = /shared memory block/;
const starting = /lock file "postmaster\.pid" already exists/;
const maxLaunches = 60;
const launchPauseMs = 250;

/** Starts the server, or takes over one that outlived its owner, as soon as it has said where it listens. */
export async function startCluster(home: DataHome, user?: OsUser, wantedPort?: number): Promise<Cluster> {
  for (let attempt = 1; ; attempt++) {
    const orphan = await findOrphan(home.clusterDir);
    if (orphan) return adopt(orphan);
    try {
      return await launch(home, wantedPort ?? (await findPort()), user);
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      if (!(inMemory.test(why) || starting.test(why)) || attempt >= maxLaunches) throw error;
      // Here the server itself is surely dead: otherwise its lock file would have been the complaint.
      if (inMemory.test(why)) await endOrphans(home.clusterDir, home.binaries.postgres);
      await new Promise((resolve) => setTimeout(resolve, launchPauseMs));
    }
  }
}

async function launch(home: DataHome, port: number, user?: OsUser): Promise<Cluster> {
  const child = spawn(home.binaries.postgres, serverFlags(home.clusterDir, port), {
    ...user,
    cwd: '/',
    // Its own group: Ctrl-C reaches us first, and we stop it after our last transaction.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(child);
  child.stderr?.destroy();
  child.unref();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    port,
    ended,
    stop() {
      child.ref();
      return stopProcess(child.pid, ended);
    },
  };
}

function serverFlags(clusterDir: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 60,
    shared_buffers: '64MB',
    fsync: 'on',
    max_wal_size: '512MB',
    log_min_messages: 'log',
    logging_collector: 'off',
    password_encryption: 'scram-sha-256',
  };
  return ['-D', clusterDir, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
}

function untilReady(child: ChildProcess): Promise<void> {
  let complaint = '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`PostgreSQL không chạy được: ${complaint.slice(-1500)}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
      if (complaint.includes('ready to accept connections')) resolve();
    });
  });
}

interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it recovers: it answers nobody yet. */
  readonly ready: boolean;
}

/** A server that lost its owner while it was still starting is waited for, as the owner would have done. */
async function findOrphan(clusterDir: string): Promise<Postmaster | undefined> {
  for (;;) {
    const postmaster = await readPostmaster(clusterDir);
    if (!postmaster || postmaster.ready) return postmaster;
    await new Promise((resolve) => setTimeout(resolve, launchPauseMs));
  }
}

/** A server whose Node process was killed keeps running; `postmaster.pid` says where. */
async function readPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port || !isRunning(pid) || !(await isPostgresOf(clusterDir, pid))) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

/** A reused pid, even that of another PostgreSQL, must not be mistaken for the server. */
async function isPostgresOf(clusterDir: string, pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => clusterDir);
  return command.split('\0').includes(clusterDir) || command === clusterDir;
}

function adopt({ pid, port }: Postmaster): Cluster {
  const ended = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (isRunning(pid)) return;
      clearInterval(timer);
      resolve();
    }, 500);
    timer.unref();
  });
  return { port, ended, stop: () => stopProcess(pid, untilGone(pid)) };
}

async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Fast shutdown: open transactions are rolled back, a checkpoint is written. */
async function stopProcess(pid: number | undefined, ended: Promise<void>): Promise<void> {
  if (pid === undefined || !isRunning(pid)) return;
  process.kill(pid, 'SIGINT');
  await ended;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The cluster's password lies beside the lock, readable by the owner of DATA_DIR only. */
export async function clusterPassword(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres.secret');
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known) return known.trim();
  const fresh = randomBytes(24).toString('base64url');
  await writeFile(path, `${fresh}\n`, { mode: 0o600, flag: 'wx' });
  return fresh;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
