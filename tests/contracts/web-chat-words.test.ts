import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { webChatErrors } from '../../src/features/web-chat/web-chat.errors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = async (language: string, file: string) =>
  parse(await readFile(join(root, 'content', language, 'web-chat', file), 'utf8')) as Record<string, string>;

/** Everything in the page that may name a sentence. */
async function sources(): Promise<string> {
  const folder = join(root, 'apps/web-chat/src');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const files = [...names.map((name) => join(folder, name)), join(root, 'apps/web-chat/index.html')];
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

describe('the words of the web chat', () => {
  it.each(['vi', 'en'])('are all there and all used (%s)', async (language) => {
    const source = await sources();
    const asked = source.matchAll(
      /(?:\bsay\(|setWord\(\w+, |worded\('\w+', |action\(|key: |speaker\()'([a-z_]+)'|data-word(?:-label|-placeholder)?="(\w+)"/g,
    );
    const wanted = new Set([...asked].map((match) => match[1] ?? match[2] ?? ''));
    const keys = Object.keys(await words(language, 'ui.yaml'));

    expect([...wanted].filter((key) => !keys.includes(key))).toEqual([]);
    expect(keys.filter((key) => !source.includes(`'${key}'`) && !source.includes(`{{${key}}}`))).toEqual([]);
  });

  it.each(['vi', 'en'])('have one sentence for each refusal of the API (%s)', async (language) => {
    expect(Object.keys(await words(language, 'errors.yaml')).sort()).toEqual(
      Object.keys(webChatErrors).sort(),
    );
  });
});
