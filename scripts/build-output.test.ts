import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publish, readStamp } from './build-output.mjs';
import { fingerprintOf } from './fingerprint.mjs';

let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dựng thử '));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

function build(files: Record<string, string>, fingerprint: string): void {
  for (const [path, text] of Object.entries(files)) write(`fresh/${path}`, text);
  publish(join(dir, 'fresh'), join(dir, 'dist'), fingerprint);
}

describe('publish', () => {
  it('leaves the new build, its stamp, and no build folder', () => {
    build({ 'main.js': 'one', 'web/index.html': 'page' }, 'f1');

    expect(readFileSync(join(dir, 'dist/main.js'), 'utf8')).toBe('one');
    expect(readStamp(join(dir, 'dist'))).toMatchObject({ fingerprint: 'f1' });
    expect(readdirSync(dir)).toEqual(['dist']);
  });

  it('keeps the parts that a program started before this build may still load', () => {
    build({ 'main.js': 'one', 'part-1.js': 'part' }, 'f1');
    build({ 'main.js': 'two', 'part-2.js': 'part' }, 'f2');

    expect(readdirSync(join(dir, 'dist')).sort()).toEqual(['.stamp', 'main.js', 'part-1.js', 'part-2.js']);
  });

  it('removes what is older than the build before', () => {
    build({ 'main.js': 'one', 'web/old/part-1.js': 'part' }, 'f1');
    build({ 'main.js': 'two', 'web/part-2.js': 'part' }, 'f2');
    build({ 'main.js': 'three' }, 'f3');

    expect(readdirSync(join(dir, 'dist'), { recursive: true }).sort()).toEqual([
      '.stamp',
      'main.js',
      'web',
      'web/part-2.js',
    ]);
  });
});

describe('fingerprintOf', () => {
  const sources = ['src', 'package-lock.json', 'absent'];

  beforeEach(() => {
    write('src/a.ts', 'a');
    write('src/deep/b.ts', 'b');
    write('package-lock.json', '{}');
  });

  it('is the same while nothing changes', () => {
    expect(fingerprintOf(dir, sources)).toBe(fingerprintOf(dir, [...sources].reverse()));
  });

  it.each([
    ['a file grows', () => write('src/a.ts', 'aa')],
    ['a file is saved again', () => utimesSync(join(dir, 'src/a.ts'), 1, 1)],
    ['a file is added', () => write('src/deep/c.ts', '')],
    ['a file is removed', () => rmSync(join(dir, 'src/deep/b.ts'))],
    ['a file that was absent appears', () => write('absent', '')],
  ])('changes when %s', (_, change) => {
    const before = fingerprintOf(dir, sources);

    change();

    expect(fingerprintOf(dir, sources)).not.toBe(before);
  });

  it('does not look into what is installed or built', () => {
    const before = fingerprintOf(dir, sources);

    write('src/node_modules/x.js', '');
    write('src/dist/x.js', '');

    expect(fingerprintOf(dir, sources)).toBe(before);
  });
});
