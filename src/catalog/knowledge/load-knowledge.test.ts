import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, assert, describe, expect, it } from 'vitest';
import { findSharedLines } from './lint-everyday.ts';
import { loadKnowledge } from './load-knowledge.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function copyOfContent(): string {
  const root = mkdtempSync(join(tmpdir(), 'knowledge-'));
  folders.push(root);
  cpSync('content', join(root, 'content'), { recursive: true });
  return root;
}

describe('the knowledge in content/', () => {
  it('is valid, large enough and free of lines shared by two procedures', () => {
    const loaded = loadKnowledge(process.cwd());

    assert(loaded.ok, JSON.stringify(loaded));
    expect(loaded.value.everyday.size).toBeGreaterThanOrEqual(350);
    expect(loaded.value.procedures.size).toBeGreaterThanOrEqual(60);
    expect(loaded.value.guides.size).toBeGreaterThanOrEqual(30);
    expect(findSharedLines(loaded.value.everyday)).toEqual([]);
  });

  it('reports all faults at once, each with its file and line', () => {
    const root = copyOfContent();
    const guide = join(root, 'content/vi/guides/zz-broken.yaml');
    const everyday = join(root, 'content/vi/everyday/zz-broken.yaml');
    writeFileSync(guide, 'id: zz-broken\ntitle: Thử\ntopic: khong-co\nextra: 1\n');
    writeFileSync(everyday, '"1.999999":\n  procedure: Thử\n  names: []\n');
    rmSync(join(root, 'content/vi/shared/terms.yaml'));

    const loaded = loadKnowledge(root);

    assert(!loaded.ok);
    expect(loaded.error).toContainEqual(expect.objectContaining({ file: guide, line: 3 }));
    expect(loaded.error).toContainEqual(expect.objectContaining({ file: everyday, line: 3 }));
    expect(loaded.error.some(({ file }) => file.endsWith('terms.yaml'))).toBe(true);
  });

  it('refuses a code that is described twice', () => {
    const root = copyOfContent();
    const entry = '"9.999999":\n  procedure: Thử\n  names: [thử]\n  situations: [tôi muốn thử]\n';
    writeFileSync(join(root, 'content/vi/everyday/zz-a.yaml'), entry);
    writeFileSync(join(root, 'content/vi/everyday/zz-b.yaml'), entry);

    const loaded = loadKnowledge(root);

    assert(!loaded.ok);
    expect(loaded.error).toEqual([
      expect.objectContaining({ line: 2, message: expect.stringContaining('9.999999') }),
    ]);
  });
});
