export { createQuestionAbilities } from './question-abilities.ts';
export { listUnanswered } from './questions.repo.ts';
