import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Language } from '../core/message.ts';

/**
 * Says a sentence of `content/<language>/shared/`: the key is the file's name and the path inside it,
 * `errors.too_large`. `{{name}}` is replaced by the parameter; an unknown key is a bug and throws.
 */
export type Speak = (
  language: Language,
  key: string,
  params?: Readonly<Record<string, string | number>>,
) => string;

const languages: readonly Language[] = ['vi', 'en'];

export interface Words {
  readonly speak: Speak;
  /** Keys that only one language has. */
  readonly missing: readonly string[];
}

export function loadWords(rootDir: string): Words {
  const tables = new Map(languages.map((language) => [language, readTable(rootDir, language)]));
  const sentence = (language: Language, key: string): string | undefined => tables.get(language)?.get(key);
  return {
    speak(language, key, params = {}) {
      const text = sentence(language, key) ?? sentence('vi', key);
      if (text === undefined) throw new Error(`no sentence for ${key}`);
      return text.replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string) => String(params[name] ?? ''));
    },
    missing: [...new Set(languages.flatMap((language) => [...(tables.get(language)?.keys() ?? [])]))].filter(
      (key) => languages.some((language) => sentence(language, key) === undefined),
    ),
  };
}

function readTable(rootDir: string, language: Language): Map<string, string> {
  const folder = join(rootDir, 'content', language, 'shared');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  // Files of one language only are knowledge about that language, not sentences.
  const shared = names.filter((name) =>
    languages.every((other) => existsSync(join(rootDir, 'content', other, 'shared', name))),
  );
  const table = new Map<string, string>();
  for (const name of shared) {
    collect(table, name.replace(/\.yaml$/, ''), parse(readFileSync(join(folder, name), 'utf8')));
  }
  return table;
}

function collect(table: Map<string, string>, prefix: string, node: unknown): void {
  if (typeof node === 'string') {
    table.set(prefix, node.trimEnd());
    return;
  }
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  for (const [key, inner] of Object.entries(node)) collect(table, `${prefix}.${key}`, inner);
}
