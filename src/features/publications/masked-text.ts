import { createHash } from 'node:crypto';
import type { Speak } from '../../catalog/spoken-texts.ts';
import { type PersonalKind, personalKinds } from '../../core/personal.ts';
import { type Anonymised, anonymise } from '../../rules/anonymise.ts';

export interface Texts {
  readonly question: string;
  readonly answer: string;
}
export interface PersonalPlace {
  readonly where: keyof Texts;
  readonly kind: PersonalKind;
  readonly words: string;
}

export type Mask = (text: string) => Anonymised;

/** Masks in the language that is published. */
export function createMask(speak: Speak): Mask {
  const words = Object.fromEntries(
    personalKinds.map((kind) => [kind, speak('vi', `anonymise.${kind}`)]),
  ) as Record<PersonalKind, string>;
  return (text) => anonymise(text, words);
}

export const bothTexts = ['question', 'answer'] as const;

/** What the rules take for personal in both texts. */
export const personalPlaces = (mask: Mask, texts: Texts): PersonalPlace[] =>
  bothTexts.flatMap((where) =>
    mask(texts[where]).found.map(({ kind, from }) => ({ where, kind, words: from })),
  );

export const digestOf = ({ question, answer }: Texts): string =>
  createHash('sha256')
    .update(JSON.stringify([question, answer]))
    .digest('base64url');
