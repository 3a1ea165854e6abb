import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = [
  'README.md',
  'README.vi.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];

describe('docs/dependencies.md', () => {
  it('gives a reason for exactly the packages of package.json', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
    const explained = [...read('docs/dependencies.md').matchAll(/^- `([^`]+)`: \S.{10,}/gm)].map(
      ([, name]) => name,
    );

    expect(explained.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
  });
});

describe.each(documents)('%s', (path) => {
  const text = read(path);

  it('links only to files that exist', () => {
    const links = [...text.matchAll(/(?<!!)\[[^\]]*\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, link]) => link ?? '',
    );

    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  it('names only commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/`?npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name]) => name ?? '');

    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the pictures of the documents', () => {
  it.skipIf(!existsSync(join(root, 'docs/images/web-chat.png')))('all exist', () => {
    const missing = documents.flatMap((path) => {
      const pictures = [...read(path).matchAll(/!\[[^\]]*\]\(([^)]+)/g)].map(([, picture]) => picture ?? '');
      return pictures.filter((picture) => !existsSync(join(root, dirname(path), picture)));
    });

    expect(missing).toEqual([]);
  });
});
