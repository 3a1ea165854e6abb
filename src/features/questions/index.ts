export { createQuestionAbilities, foldedQuestion } from './question-abilities.ts';
export { listUnanswered } from './questions.repo.ts';
