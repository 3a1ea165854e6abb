import { readdir, readlink, realpath } from 'node:fs/promises';

/**
 * Ends what a killed server left behind. Its processes usually notice by themselves, but one that is busy
 * keeps the shared memory, and with it the next server, waiting. They are known by their program and by the
 * folder they work in; systems without /proc wait.
 */
export async function endOrphans(clusterDir: string, program: string): Promise<void> {
  const [folder, file] = await Promise.all([realpath(clusterDir), realpath(program)]);
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const [cwd, exe] = await Promise.all([linkOf(`/proc/${pid}/cwd`), linkOf(`/proc/${pid}/exe`)]);
    if (cwd === folder && exe === file) quit(Number(pid));
  }
}

/** Other users' processes do not show their links; they are not ours to end. */
const linkOf = (path: string): Promise<string> => readlink(path).catch(() => '');

/** PostgreSQL's immediate shutdown: https://www.postgresql.org/docs/18/server-shutdown.html. */
function quit(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
