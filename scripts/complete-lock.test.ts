import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completeLock, missingOptional, platformOf } from './complete-lock.mjs';

const lockText = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');

describe('package-lock.json', () => {
  it('holds the optional packages of every platform, else npm ci refuses it', () => {
    const missing = missingOptional(JSON.parse(lockText).packages) as { name: string }[];

    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('names no address of a registry', () => {
    expect(lockText).not.toMatch(/"resolved"/);
  });
});

describe('completeLock', () => {
  const owner = { version: '1.0.0', dev: true, optionalDependencies: { 'tool-win32-x64': '^2.0.0' } };

  it('puts back what is missing, with the version its owner names', () => {
    const lock = completeLock({ packages: { '': {}, 'node_modules/tool': owner } });

    expect(lock.packages['node_modules/tool-win32-x64']).toEqual({
      version: '2.0.0',
      os: ['win32'],
      cpu: ['x64'],
      dev: true,
      optional: true,
    });
  });

  it('leaves alone what is found beside its owner or above it', () => {
    const beside = { 'node_modules/tool': owner, 'node_modules/tool/node_modules/tool-win32-x64': {} };
    const above = { 'node_modules/a/node_modules/tool': owner, 'node_modules/tool-win32-x64': {} };

    expect(missingOptional(beside)).toEqual([]);
    expect(missingOptional(above)).toEqual([]);
  });
});

describe('platformOf', () => {
  it.each([
    ['@scope/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@scope/tool-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@scope/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@scope/binding-wasm32-wasi', { cpu: ['wasm32'] }],
    ['fsevents', {}],
  ])('%s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});
