import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Everything that the program says is appended here. */
  readonly logFile: string;
  /** Said (on either stream) once the program is ready. */
  readonly readyWords: string;
}

/** A program that is started again whenever it ends, as systemd would. */
export interface Supervised {
  readonly name: string;
  /** SIGKILL; it comes back after `downMs`. */
  kill(downMs: number): Promise<void>;
  /** The operator changes its environment; it dies and comes back with it. */
  restartWith(variables: Readonly<Record<string, string>>): Promise<void>;
  untilReady(): Promise<void>;
  /** SIGTERM, and no coming back. */
  stop(): Promise<{ code: number | null; ms: number }>;
  /** Times that it ended by itself after it had been ready: a bug. */
  readonly crashes: number;
  /** Times that it could not start, for example because PostgreSQL was away. */
  readonly failedStarts: number;
}

const readyTimeoutMs = 90_000;

export function supervise(program: Program): Supervised {
  const env = { ...program.env };
  let child: ChildProcess;
  let ready = false;
  let wanted = true;
  let killed = false;
  let downMs = 300;
  let crashes = 0;
  let failedStarts = 0;

  function start(): void {
    ready = false;
    killed = false;
    downMs = 300;
    child = spawn(program.command, program.args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        appendFileSync(program.logFile, chunk);
        if (chunk.includes(program.readyWords)) ready = true;
      });
    }
    child.once('exit', (code, signal) => void onExit(code, signal));
  }

  async function onExit(code: number | null, signal: string | null): Promise<void> {
    appendFileSync(program.logFile, `--- ${program.name} ended: code ${code}, signal ${signal}\n`);
    if (!wanted) return;
    if (!killed && ready) crashes += 1;
    if (!killed && !ready) failedStarts += 1;
    await sleep(downMs);
    if (wanted) start();
  }

  async function kill(down: number): Promise<void> {
    downMs = down;
    killed = true;
    ready = false;
    const victim = child;
    victim.kill('SIGKILL');
    while (victim.exitCode === null && victim.signalCode === null) await sleep(5);
  }

  start();
  return {
    name: program.name,
    kill,
    async restartWith(variables) {
      Object.assign(env, variables);
      await kill(0);
    },
    async untilReady() {
      const deadline = Date.now() + readyTimeoutMs;
      while (!ready) {
        if (Date.now() > deadline)
          throw new Error(`${program.name} did not become ready; see ${program.logFile}`);
        await sleep(25);
      }
    },
    async stop() {
      wanted = false;
      const began = Date.now();
      if (child.exitCode !== null || child.signalCode !== null) return { code: child.exitCode, ms: 0 };
      child.kill('SIGTERM');
      while (child.exitCode === null && child.signalCode === null) {
        if (Date.now() - began > 20_000) child.kill('SIGKILL');
        await sleep(10);
      }
      return { code: child.exitCode, ms: Date.now() - began };
    },
    get crashes() {
      return crashes;
    },
    get failedStarts() {
      return failedStarts;
    },
  };
}
