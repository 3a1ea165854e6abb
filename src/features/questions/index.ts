export { foldedQuestion, type KeptOut } from './keep-question.ts';
export { createQuestionAbilities } from './question-abilities.ts';
export { listUnanswered } from './questions.repo.ts';
