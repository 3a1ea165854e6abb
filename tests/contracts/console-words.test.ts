import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { wardLists } from '../../src/features/ward-admin/lists.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function keysOf(language: string): Promise<string[]> {
  const folder = join(root, 'content', language, 'console');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  const keys = await Promise.all(
    files.map(async (name) => {
      const words = parse(await readFile(join(folder, name), 'utf8')) as Record<string, string>;
      return Object.keys(words).map((key) => `${name.replace(/\.yaml$/, '')}.${key}`);
    }),
  );
  return keys.flat();
}

/** Everything in the console that may name a sentence. */
async function readSources(): Promise<string> {
  const folder = join(root, 'apps/console');
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => /\.(tsx?|html)$/.test(name) && !name.includes('.test.'),
  );
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}

/** Every act that the house writes into the audit log, as its sources name them. */
async function auditActions(): Promise<string[]> {
  const folder = join(root, 'src/features');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const recording = sources.filter((text) => /(?<!function )recordAct\(/.test(text));
  const found = recording.map((text) => {
    const written = [...text.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, action = '']) => action);
    const told = [...text.matchAll(/told\(([^)]*)\)/g)].flatMap(([, given = '']) =>
      [...given.matchAll(/'([a-z_]+)'/g)].map(([, action]) => `staff.${action}`),
    );
    const ofLists = [...text.matchAll(/action: `\$\{list\.name\}\.([a-z]+)`/g)].flatMap(([, act]) =>
      wardLists.map(({ name }) => `${name}.${act}`),
    );
    return [...written, ...told, ...ofLists];
  });
  // Whoever records an act in a way that is not read here is told.
  expect(found.filter((actions) => actions.length === 0)).toEqual([]);
  return [...new Set(found.flat())];
}

describe('the words of the console', () => {
  it.each(['vi', 'en'])('are all there (%s)', async (language) => {
    const keys = await keysOf(language);
    const asked = (await readSources()).matchAll(/'((?:[a-z]+(?:-[a-z]+)*)\.[a-z][a-z_]+)'/g);
    const files = new Set(keys.map((key) => key.slice(0, key.indexOf('.'))));
    const wanted = [...asked]
      .map(([, key = '']) => key)
      .filter((key) => files.has(key.slice(0, key.indexOf('.'))));

    // A name such as `case.state` stands for all words that begin with it.
    const known = (key: string) => keys.includes(key) || keys.some((one) => one.startsWith(`${key}_`));
    expect(wanted.length).toBeGreaterThan(100);
    expect(wanted.filter((key) => !known(key))).toEqual([]);
  });

  it.each(['vi', 'en'])('are all used (%s)', async (language) => {
    const source = await readSources();
    const isUsed = (key: string) => {
      const starts = [...key.matchAll(/_/g)].map(({ index }) => key.slice(0, index));
      return source.includes(`{{${key}}}`) || [key, ...starts].some((start) => source.includes(`'${start}'`));
    };

    expect((await keysOf(language)).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('tell of everything that the audit log may hold', async () => {
    const [actions, keys] = [await auditActions(), await keysOf('vi')];

    expect(actions.length).toBeGreaterThan(25);
    expect(actions.filter((action) => !keys.includes(`audit.action_${action}`))).toEqual([]);
  });

  it('are the same in both languages', async () => {
    expect((await keysOf('en')).sort()).toEqual((await keysOf('vi')).sort());
  });

  it('call characters and e-mail by one name', async () => {
    const folder = join(root, 'content/vi');
    const consoleFiles = (await readdir(join(folder, 'console'))).map((name) => join('console', name));
    const files = [...consoleFiles, 'shared/errors.yaml', 'web-chat/errors.yaml', 'web-chat/ui.yaml'];
    const lines = await Promise.all(
      files.map(async (name) => (await readFile(join(folder, name), 'utf8')).split('\n')),
    );

    const others = /(?:\d|\}) chữ(?! số)|\bthư(?!\p{L})/iu;
    expect(lines.flat().filter((line) => others.test(line))).toEqual([]);
  });
});
