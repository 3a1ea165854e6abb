import { describe, expect, it } from 'vitest';
import { isIgnored, parseCopy, parseDockerfile } from './dockerfile.mjs';

describe('parseDockerfile', () => {
  it('tells stages, their bases and their steps', () => {
    const text = '# a comment\nFROM node AS base\nRUN a \\\n  b\nFROM base\nCMD ["node"]\n';

    expect(parseDockerfile(text)).toEqual([
      { name: 'base', base: 'node', steps: [{ instruction: 'RUN', value: 'a b' }] },
      { name: '1', base: 'base', steps: [{ instruction: 'CMD', value: '["node"]' }] },
    ]);
  });
});

describe('parseCopy', () => {
  it('tells where from, what and where to', () => {
    expect(parseCopy('--from=build /app/dist dist')).toEqual({
      from: 'build',
      sources: ['/app/dist'],
      target: 'dist',
    });
    expect(parseCopy('a b ./')).toEqual({ from: undefined, sources: ['a', 'b'], target: './' });
  });
});

describe('isIgnored', () => {
  const patterns = ['.env', '**/node_modules', '**/*.test.ts', 'docs'];

  it.each([
    ['.env', true],
    ['.env.example', false],
    ['apps/web/node_modules/x.js', true],
    ['node_modules/x.js', true],
    ['src/core/a.test.ts', true],
    ['src/core/a.ts', false],
    ['docs/a.md', true],
    ['src/docs.ts', false],
  ])('%s: %s', (path, ignored) => {
    expect(isIgnored(path, patterns)).toBe(ignored);
  });
});
