import { currentLanguage } from './language.ts';
import { wordsOf } from './word-store.ts';

/** The sentence of a key; `{name}` is replaced by the value of that name. */
export function say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const sentence = wordsOf(currentLanguage())[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** The word for a code of the API: `<prefix>_<code>`. A code newer than this page is shown as it is. */
export function nameOf(prefix: string, code: string): string {
  return wordsOf(currentLanguage())[`${prefix}_${code}`] ?? code;
}

/** The word for a code, or null where there is none. */
export function nameIfKnown(prefix: string, code: string): string | null {
  return wordsOf(currentLanguage())[`${prefix}_${code}`] ?? null;
}
