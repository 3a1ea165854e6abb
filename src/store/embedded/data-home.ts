import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { binariesIn, type PostgresBinaries } from './binaries.ts';
import type { OsUser } from './os-user.ts';

const run = promisify(execFile);

/** Where a root-owned installation keeps what PostgreSQL's own user must be able to enter. */
const sharedRoot = '/var/lib/gan-dan';

export interface DataHome {
  readonly binaries: PostgresBinaries;
  /** The cluster's data directory, owned by whoever runs PostgreSQL. */
  readonly clusterDir: string;
  /** True when it lies outside DATA_DIR because PostgreSQL's user cannot enter DATA_DIR. */
  readonly moved: boolean;
}

/** Chooses directories that the user who runs PostgreSQL can enter, and creates them. */
export async function prepareHome(
  dataDir: string,
  binaries: PostgresBinaries,
  user: OsUser | undefined,
): Promise<DataHome> {
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  const inside = join(dataDir, 'postgres');
  if (!user) return { binaries, clusterDir: await ownedDir(inside), moved: false };
  const reachable = await canEnter(dataDir, user);
  const clusterDir = reachable ? inside : join(sharedRoot, hashOf(dataDir), 'postgres');
  await ownedDir(clusterDir, user);
  if (!reachable) await writeFile(join(dataDir, 'postgres-location'), `${clusterDir}\n`);
  return { binaries: await reachableBinaries(binaries, user), clusterDir, moved: !reachable };
}

async function ownedDir(path: string, user?: OsUser): Promise<string> {
  // Parents must stay enterable: a recursive mkdir would give them the folder's own mode.
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (user) await chown(path, user.uid, user.gid);
  return path;
}

async function reachableBinaries(binaries: PostgresBinaries, user: OsUser): Promise<PostgresBinaries> {
  if (await canRun(binaries, user)) return binaries;
  const version = await readFile(join(binaries.home, '..', 'package.json'), 'utf8').catch(() => '');
  const home = join(sharedRoot, `binaries-${hashOf(version)}`);
  await mkdir(sharedRoot, { recursive: true, mode: 0o755 });
  const copy = binariesIn(home);
  if (!(await canRun(copy, user))) {
    await cp(binaries.home, home, { recursive: true, verbatimSymlinks: true });
  }
  return copy;
}

function canRun(binaries: PostgresBinaries, user: OsUser): Promise<boolean> {
  return run(binaries.postgres, ['--version'], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

function canEnter(dir: string, user: OsUser): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
