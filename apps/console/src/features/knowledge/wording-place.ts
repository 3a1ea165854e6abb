import type { WordsList } from '../../../../../src/contracts/console/knowledge.ts';
import { foldWords } from '../../../../../src/contracts/console/search-words.ts';
import { nameIfKnown, nameOf, say } from '../../lib/words.ts';

export type Sentence = WordsList['sentences'][number];

/** What the address of the list says. */
export interface Place extends Tongue {
  readonly flow: string;
}
interface Tongue {
  readonly language: 'vi' | 'en';
}

type Search = Readonly<Record<string, unknown>>;

export const readTongue = ({ language }: Search): Tongue => ({ language: language === 'en' ? 'en' : 'vi' });

export const readPlace = ({ flow, ...rest }: Search): Place => ({
  flow: typeof flow === 'string' && /^[a-z0-9-]+$/.test(flow) ? flow : 'all',
  ...readTongue(rest),
});

/** `case.none.text` stands in the flow `case`. */
export const flowOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf('.')));

/** What the sentence is there for, in plain words. */
export function purposeOf(key: string): string {
  const [flow, step = '', part = ''] = key.split('.');
  return flow === 'shared' ? (nameIfKnown('wording.shared', step) ?? step) : nameOf('wording.part', part);
}

/** A button, a help or an error belongs to a question: the sentence that is said there. */
export function questionOf({ key, language }: Sentence, all: readonly Sentence[]): Sentence | null {
  const [flow, step] = key.split('.');
  const main = `${flow}.${step}.text`;
  return key === main ? null : (all.find((one) => one.key === main && one.language === language) ?? null);
}

/** The ward's words go before the file's. */
export const spokenOf = ({ own, file }: Sentence): string => own?.text ?? file;

/** `{{ward}}` and its like, each once: a ward's wording must keep them. */
export const blanksOf = (text: string): string[] => [...new Set(text.match(/\{\{\s*[\w.]+\s*\}\}/g) ?? [])];

export const blankWords = (blank: string): string | null =>
  nameIfKnown('wording.blank', blank.replace(/[{}\s]/g, '').replace('.', '_'));

export const narrowings = ['all', 'own', 'changed'] as const;
export type Narrowing = (typeof narrowings)[number];

/** Those in which every typed word stands, accented or not. */
export function findSentences(
  sentences: readonly Sentence[],
  { words, only }: { readonly words: string; readonly only: Narrowing },
): Sentence[] {
  const wanted = foldWords(words).split(' ');
  return sentences
    .filter(({ own, pending }) => only === 'all' || (only === 'own' ? own || pending : own?.fileChanged))
    .filter(({ key, file, own, pending }) => {
      const text = foldWords([file, own?.text, pending?.text, purposeOf(key)].join(' '));
      return wanted.every((word) => text.includes(word));
    });
}

/** What the flow of a sentence is about. */
export function flowTitle(flows: Readonly<WordsList['flows']>, key: string): string {
  const flow = flowOf(key);
  if (flow === 'shared') return say('wording.shared');
  return flows.find(({ id }) => id === flow)?.title || flow;
}
