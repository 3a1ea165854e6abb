import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainFailure, installStamp, isInstalled } from './install.mjs';

const run = promisify(execFile);
let base = '';

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'cài thử '));
  writeLock('1.0.0');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function writeLock(version: string): void {
  const packages = { '': {}, 'node_modules/a': { version }, 'node_modules/mac': { version, optional: true } };
  writeFileSync(join(base, 'package-lock.json'), JSON.stringify({ packages }));
}

function writeTree(version: string): void {
  mkdirSync(join(base, 'node_modules'), { recursive: true });
  const packages = { 'node_modules/a': { version } };
  writeFileSync(join(base, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

/** Stands in for npm: takes a moment, writes the tree, and notes each call. */
const fakeNpm = `
  const { appendFileSync, mkdirSync } = require('node:fs');
  appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
  setTimeout(() => mkdirSync('node_modules', { recursive: true }), 200);
`;

function ensureInAnotherProcess(npm: string) {
  writeFileSync(join(base, 'npm-cli.js'), npm);
  const module = new URL('./install.mjs', import.meta.url).href;
  const script = `const { ensureInstalled } = await import(${JSON.stringify(module)});
    await ensureInstalled(${JSON.stringify(base)});`;
  const env = { ...process.env, npm_execpath: join(base, 'npm-cli.js') };
  return run(process.execPath, ['--input-type=module', '-e', script], { env });
}

describe('isInstalled', () => {
  it('is false on a fresh clone', () => {
    expect(isInstalled(base)).toBe(false);
  });

  it('accepts what somebody installed by hand from the same lock file', () => {
    writeTree('1.0.0');

    expect(isInstalled(base)).toBe(true);
  });

  it('refuses a tree of other versions', () => {
    writeTree('0.9.0');

    expect(isInstalled(base)).toBe(false);
  });

  it('notices that the lock file changed since', () => {
    writeTree('1.0.0');
    isInstalled(base);

    writeLock('1.1.0');

    expect(isInstalled(base)).toBe(false);
  });

  it('leaves a linked node_modules alone', () => {
    symlinkSync(tmpdir(), join(base, 'node_modules'));

    expect(isInstalled(base)).toBe(true);
  });
});

describe('installStamp', () => {
  const runtime = { versions: { node: '20.19.0' }, platform: 'linux', arch: 'x64' };

  it('is the same for another patch of the same Node', () => {
    expect(installStamp('lock', { ...runtime, versions: { node: '20.20.1' } })).toBe(
      installStamp('lock', runtime),
    );
  });

  it.each([
    ['another major Node', { ...runtime, versions: { node: '24.1.0' } }],
    ['another system', { ...runtime, platform: 'darwin' }],
    ['another processor', { ...runtime, arch: 'arm64' }],
  ])('differs on %s', (_, other) => {
    expect(installStamp('lock', other)).not.toBe(installStamp('lock', runtime));
  });
});

describe('ensureInstalled', () => {
  it('installs once from the lock file when two start at once', async () => {
    await Promise.all([ensureInAnotherProcess(fakeNpm), ensureInAnotherProcess(fakeNpm)]);

    const calls = readFileSync(join(base, 'calls'), 'utf8').trim().split('\n');
    expect(calls).toEqual([expect.stringMatching(/^ci /)]);
    expect(isInstalled(base)).toBe(true);
  });

  it('prints nothing on stdout', async () => {
    const { stdout, stderr } = await ensureInAnotherProcess(fakeNpm);

    expect(stdout).toBe('');
    expect(stderr).toContain('Đã cài xong');
  });

  it('says what is wrong when npm fails, and tries again the next time', async () => {
    const failing = `console.error('npm error code ENOTFOUND'); process.exit(1);`;

    await expect(ensureInAnotherProcess(failing)).rejects.toThrow('Không kết nối được tới kho thư viện');
    expect(isInstalled(base)).toBe(false);
  });
});

describe('explainFailure', () => {
  it.each([
    ['npm error code EAI_AGAIN', 'mạng'],
    ['npm error code ENOSPC', 'đầy'],
    ['npm error code EACCES', 'quyền'],
    ['npm error code EUSAGE', 'không khớp'],
    ['spawn npm ENOENT', 'Không tìm thấy npm'],
    ['something else', 'npm ci'],
  ])('explains %j', (output, words) => {
    expect(explainFailure(output)).toContain(words);
    expect(explainFailure(output)).toContain(output);
  });
});
