import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Language } from '../core/message.ts';

/**
 * A sentence of `content/<language>/shared/<file>.yaml` by `<file>.<key>.<key>`, with its `{places}` filled:
 * `speak('vi', 'dossier-card.due', { date: '22/11/2026' })`. An unknown key throws: it is a bug.
 */
export type Speak = (
  language: Language,
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** The files whose sentences features speak; channels with words add their own. */
export const spokenFiles = [
  'anonymise',
  'case-news',
  'case-reply',
  'connect',
  'dossier-card',
  'errors',
  'knowledge',
  'live-chat',
  'officer-request',
  'reporting',
  'staff-notices',
  'ward-card',
  'web-chat',
] as const;

type Texts = ReadonlyMap<string, string>;

/** Loads the sentences of both languages; throws naming every key or place that one of them lacks. */
export async function loadSpokenTexts(
  contentDir: string,
  files: readonly string[] = spokenFiles,
): Promise<Speak> {
  const [vi, en] = await Promise.all([
    loadLanguage(contentDir, 'vi', files),
    loadLanguage(contentDir, 'en', files),
  ]);
  const faults = [...differences(vi, en, 'en'), ...differences(en, vi, 'vi')];
  if (faults.length > 0) throw new Error(`Lời nói chưa khớp giữa hai ngôn ngữ:\n${faults.join('\n')}`);
  const texts = { vi, en };
  return (language, key, values = {}) => {
    const text = texts[language].get(key);
    if (text === undefined) throw new Error(`No spoken text "${key}"`);
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  };
}

/** The web chat's refusals stand beside the words of its page. */
const pathOf = (file: string): string =>
  file === 'web-chat' ? 'web-chat/errors.yaml' : `shared/${file}.yaml`;

async function loadLanguage(
  contentDir: string,
  language: Language,
  files: readonly string[],
): Promise<Texts> {
  const texts = new Map<string, string>();
  for (const file of files) {
    const content: unknown = parse(await readFile(join(contentDir, language, pathOf(file)), 'utf8'));
    flatten(file, content, texts);
  }
  return texts;
}

function flatten(prefix: string, content: unknown, texts: Map<string, string>): void {
  if (typeof content === 'string') texts.set(prefix, content.normalize('NFC').trim());
  else if (typeof content === 'object' && content !== null) {
    for (const [key, value] of Object.entries(content)) flatten(`${prefix}.${key}`, value, texts);
  } else throw new Error(`"${prefix}" phải là một câu chữ`);
}

function differences(wanted: Texts, found: Texts, language: Language): string[] {
  return [...wanted].flatMap(([key, text]) => {
    const other = found.get(key);
    if (other === undefined) return [`- ${language}: thiếu ${key}`];
    const missing = placesOf(text).filter((place) => !placesOf(other).includes(place));
    return missing.map((place) => `- ${language}: ${key} thiếu ${place}`);
  });
}

const placesOf = (text: string): string[] => text.match(/\{\w+\}/g) ?? [];
