import { type PersonalKind, personalKinds } from '../core/personal.ts';
import { type Anonymised, anonymise } from './anonymise.ts';

const hidden = '***';
const allWords = Object.fromEntries(personalKinds.map((kind) => [kind, hidden])) as Record<
  PersonalKind,
  string
>;
const words = { email: hidden, id: hidden, phone: hidden, account: hidden } as const;

/** A text for lists and for the words of the search: without phone, id and account numbers and mail addresses. */
export const withoutNumbers = (text: string): string => anonymise(text, words).text;

/** The same without names, house numbers and plates. */
export const withoutPersons = (text: string): Anonymised => anonymise(text, allWords);

const excerptChars = 160;
/** Of a text, at least so much has to be read for its excerpt, so that no number is cut before it is known as one. */
export const excerptSource = 480;

/** The beginning of a text as lists show it. */
export function maskedExcerpt(text: string): string {
  const read = [...text].slice(0, excerptSource).join('');
  const whole = read === text ? read : read.replace(/[\d .()+–-]+$/, '');
  return [...withoutNumbers(whole)].slice(0, excerptChars).join('');
}
