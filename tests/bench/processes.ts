import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program of the benchmark, in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  /** The next message that it sends; fails when it ends before. */
  message(): Promise<unknown>;
  stop(): Promise<void>;
}

/** The folder of the built benchmark: its programs lie beside each other. */
const programs = fileURLToPath(new URL('.', import.meta.url));

export function startChild(program: string, args: readonly string[]): Child {
  const child = fork(join(programs, `${program}.js`), [...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    process: child,
    async message() {
      const done = new AbortController();
      const ended = once(child, 'exit', { signal: done.signal }).then(([code]) => {
        throw new Error(`${program} ended with ${code}`);
      });
      try {
        const [message] = await Promise.race([once(child, 'message', { signal: done.signal }), ended]);
        return message;
      } finally {
        ended.catch(() => undefined);
        done.abort();
      }
    },
    stop: () => endProcess(child),
  };
}

const stopMs = 12_000;

/** Asks a process to end and, when it does not, ends it. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(timer);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}
