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
      // Nothing to learn from a row of smileys.
      // Others hear the same questions at the same moment.
      if (folded.length >= 2)
        tx.atEnd(`question:${folded}`, () => saveQuestion(tx, { question, folded }, new Date(now)));
      return stored;
    },
  };
}

/** One line without long numbers, as it is kept. */
const keptQuestion = (said: string): string =>
  maskPersonal(said.replaceAll('\0', '').toWellFormed()).replace(/\s+/g, ' ').trim().slice(0, maxChars);

/** The key under which a question that somebody asked in these words is kept. */
export const foldedQuestion = (said: string): string => foldWords(keptQuestion(said));
