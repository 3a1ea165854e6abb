import { foldWords } from '../../core/fold.ts';
import { maskPersonal } from '../../rules/masking.ts';
import type { Ability, AbilityResult } from '../conversations/index.ts';
import { saveQuestion } from './questions.repo.ts';

const stored: AbilityResult = { outcome: 'stored', values: {} };
const maxChars = 500;

/** `store_question` of flows/abilities.yaml. */
export function createQuestionAbilities(): Record<string, Ability> {
  return {
    async store_question({ tx, now }, args) {
      const question = keptQuestion(typeof args.question === 'string' ? args.question : '');
      const folded = foldWords(question);
      if (!isQuestion(question)) return { outcome: 'no_question', values: {} };
      // Others hear the same questions at the same moment.
      tx.atEnd(`question:${folded}`, () => saveQuestion(tx, { question, folded }, new Date(now)));
      return stored;
    },
  };
}

/** "Trần Thị Mật", and how many words a name has. */
const name = /^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}[,.]?$/u;

/** More words than these around a number are not only whose number it is. */
const wordsOfAContact = 5;

/** Nothing is to be learnt from a row of smileys or a single word; a name or a number is somebody's own. */
function isQuestion(kept: string): boolean {
  const words = foldWords(kept)
    .split(' ')
    .filter((word) => /[a-z]/.test(word));
  const isContact = kept.includes('***') && words.length <= wordsOfAContact;
  return words.length > 1 && !isContact && !name.test(kept);
}

/** One line without long numbers, as it is kept. */
const keptQuestion = (said: string): string =>
  maskPersonal(said.replaceAll('\0', '').toWellFormed()).replace(/\s+/g, ' ').trim().slice(0, maxChars);

/** The key under which a question that somebody asked in these words is kept. */
export const foldedQuestion = (said: string): string => foldWords(keptQuestion(said));
