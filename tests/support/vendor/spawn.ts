import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { CommonSettings, RemoteStandIn, VendorOptions } from './stand-in.ts';

/** Starts a vendor's `main.ts` in a process of its own. */
export async function spawnVendor<Settings extends CommonSettings>(
  main: URL,
  options: VendorOptions,
): Promise<RemoteStandIn<Settings>> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-vendor-'));
  const outfile = join(folder, 'main.cjs');
  const entryPoints = [fileURLToPath(main)];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  const child = spawn(process.execPath, [outfile, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, account } = JSON.parse(line) as Pick<RemoteStandIn, 'url' | 'account'>;

  return {
    ...steer<Settings>(url),
    url,
    account,
    pid: child.pid ?? 0,
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Leads a stand-in by its control endpoints. */
function steer<Settings extends CommonSettings>(
  url: string,
): Omit<RemoteStandIn<Settings>, 'url' | 'account' | 'pid' | 'close'> {
  async function call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const answer = await fetch(`${url}/control/${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`stand-in control ${path}: ${await answer.text()}`);
    return ((await answer.json()) as { answer: Result }).answer;
  }

  return {
    setWebhook: (address) => call('POST', 'webhook', { url: address }),
    probe: () => call('POST', 'probe'),
    citizensDo: (acts) => call('POST', 'citizens', acts),
    deliveredAfter: (seq, waitMs = 0) => call('GET', `delivered?after=${seq}&wait=${waitMs}`),
    events: () => call('GET', 'events'),
    fail: (fault) => call('POST', 'faults', fault),
    clearFaults: () => call('DELETE', 'faults'),
    change: (settings) => call('POST', 'settings', settings),
    counters: () => call('GET', 'counters'),
    async settled() {
      while (!(await call<boolean>('GET', 'settled')));
    },
  };
}
