import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isSupported, tooOldMessage } from './node-version.mjs';

const watch = new URL('./stop-with-parent.mjs', import.meta.url).href;

/** Ends with 7 when it is asked to stop in good order. */
const program = `
  process.on('SIGTERM', () => process.exit(7));
  setInterval(() => {}, 1000);
  console.log('up');
`;

function start(stdio: 'ipc' | 'ignore'): ChildProcess {
  const args = ['--import', watch, '--input-type=module', '-e', program];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', stdio] });
}

describe('a program that was started with a line to its launcher', () => {
  it('is asked to stop once the line closes', async () => {
    const child = start('ipc');
    await once(child.stdout ?? child, 'data');

    child.disconnect();

    expect(await once(child, 'exit')).toEqual([7, null]);
  });

  it('runs on when there is no line', async () => {
    const child = start('ignore');
    await once(child.stdout ?? child, 'data');

    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([7, null]);
  });

  it('ends by itself when its work is done', async () => {
    const child = spawn(process.execPath, ['--import', watch, '-e', ''], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });

    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('the Node that runs us', () => {
  it.each([
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['22.0.0', true],
    ['24.21.0', true],
  ])('%s: supported is %s', (version, supported) => {
    expect(isSupported(version)).toBe(supported);
  });

  it('is named in the message when it is too old', () => {
    expect(tooOldMessage('18.20.0')).toContain('18.20.0');
  });
});
