import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { endOrphans } from '../../src/store/embedded/orphans.ts';
import { until } from '../support/pipeline.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-dan-orphans-'));
  folders.push(folder);
  return folder;
}

describe.skipIf(process.platform !== 'linux')('what a killed server left behind', () => {
  it('is ended by its program and its folder, and nobody else is', async () => {
    const sleeper = execFileSync('sh', ['-c', 'command -v sleep'], { encoding: 'utf8' }).trim();
    const [cluster, elsewhere] = [await newFolder(), await newFolder()];
    const orphan = spawn(sleeper, ['30'], { cwd: cluster });
    const others = [
      spawn(sleeper, ['30'], { cwd: elsewhere }),
      spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30_000)'], { cwd: cluster }),
    ];
    await until(() => orphan.pid !== undefined || null);

    await endOrphans(cluster, sleeper);

    await until(() => orphan.signalCode !== null || null);
    expect(orphan.signalCode).toBe('SIGQUIT');
    expect(others.map(({ signalCode }) => signalCode)).toEqual([null, null]);
    for (const other of others) other.kill('SIGKILL');
  });
});
