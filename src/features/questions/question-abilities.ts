import type { Ability, AbilityResult } from '../conversations/index.ts';
import { type KeptOut, keptQuestion } from './keep-question.ts';
import { saveQuestion } from './questions.repo.ts';

const stored: AbilityResult = { outcome: 'stored', values: {} };

/** `store_question` of flows/abilities.yaml. */
export function createQuestionAbilities(keptOut: KeptOut): Record<string, Ability> {
  return {
    async store_question({ tx, now }, args) {
      const kept = keptQuestion(typeof args.question === 'string' ? args.question : '', keptOut);
      if (!kept) return { outcome: 'no_question', values: {} };
      // Others hear the same questions at the same moment.
      tx.atEnd(`question:${kept.folded}`, () => saveQuestion(tx, kept, new Date(now)));
      return stored;
    },
  };
}
