import type { Language } from '../../core/message.ts';
import type { FlowBook } from '../../engine/flow-book.ts';
import { placeholdersOf } from '../../engine/values.ts';
import { longestLabel, plainLabel } from './check-words.ts';
import { sentencesOf } from './ward-words.ts';

export interface Wording {
  readonly key: string;
  readonly language: Language;
  readonly text: string;
}

export type WordingFault = 'unknown' | 'empty' | 'placeholders' | 'label_too_long' | 'label_taken';

/** What the file says at a key; `undefined` when no sentence stands there. */
export const sentenceAt = (book: FlowBook, { key, language }: Omit<Wording, 'text'>): string | undefined =>
  sentencesOf(book, flowOf(key), language).get(key);

const flowOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf('.')));

/** Why a ward's wording cannot be said. `spoken` is the book as the ward says it now, `book` as the files have it. */
export function faultOfWording(book: FlowBook, spoken: FlowBook, wording: Wording): WordingFault | null {
  const said = sentenceAt(book, wording);
  if (said === undefined) return 'unknown';
  if (wording.text.trim() === '') return 'empty';
  if (hasStrayBrace(wording.text) || namesIn(said) !== namesIn(wording.text)) return 'placeholders';
  return faultOfLabel(spoken, wording);
}

const namesIn = (text: string): string => [...new Set(placeholdersOf(text))].sort().join(' ');

/** A blank that is written wrongly would be read out as it stands. */
const hasStrayBrace = (text: string): boolean => /[{}]/.test(text.replace(/\{\{\s*[\w.]+\s*\}\}/g, ''));

function faultOfLabel(spoken: FlowBook, { key, language, text }: Wording): WordingFault | null {
  const question = /^.+\.options\./.exec(key)?.[0];
  if (question === undefined) return null;
  if (text.length > longestLabel) return 'label_too_long';
  const others = [...sentencesOf(spoken, flowOf(key), language)].filter(
    ([other]) => other.startsWith(question) && other !== key,
  );
  return others.some(([, label]) => plainLabel(label) === plainLabel(text)) ? 'label_taken' : null;
}
