import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { CitizenAct } from './control.ts';
import type { Fault } from './faults.ts';
import type { Delivered } from './record.ts';
import type { Counters, StandInOptions } from './stand-in.ts';
import type { UpdateLog } from './webhook-lanes.ts';

/** The stand-in in a process of its own, so that it does not share the event loop that is measured. */
export interface RemoteStandIn {
  readonly apiRoot: string;
  readonly token: string;
  readonly pid: number;
  citizensDo(acts: readonly CitizenAct[]): Promise<number[]>;
  fail(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  /** Messages after the given `seq`; waits up to `waitMs` when there is none yet. */
  deliveredAfter(seq: number, waitMs?: number): Promise<Delivered[]>;
  updateLogs(): Promise<UpdateLog[]>;
  counters(): Promise<Counters>;
  close(): Promise<void>;
}

/** `main` is only for callers that are bundled and no longer lie beside it. */
export async function spawnStandInTelegram(
  options: StandInOptions = {},
  main = new URL('./main.ts', import.meta.url),
): Promise<RemoteStandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-telegram-'));
  const outfile = join(folder, 'main.cjs');
  const entry = fileURLToPath(main);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  const child = spawn(process.execPath, [outfile, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { apiRoot, token } = JSON.parse(line) as { apiRoot: string; token: string };

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${apiRoot}/control/${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`stand-in control ${path}: ${answer.status}`);
    return (await answer.json()) as T;
  }

  return {
    apiRoot,
    token,
    pid: child.pid ?? 0,
    citizensDo: (acts) => call('POST', 'citizens', acts),
    fail: (fault) => call('POST', 'faults', fault),
    clearFaults: () => call('DELETE', 'faults'),
    deliveredAfter: (seq, waitMs = 0) => call('GET', `delivered?after=${seq}&wait=${waitMs}`),
    updateLogs: () => call('GET', 'updates'),
    counters: () => call('GET', 'counters'),
    close: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
