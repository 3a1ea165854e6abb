export { createQuestionAbilities } from './question-abilities.ts';
export { listUnanswered, type UnansweredQuestion } from './questions.repo.ts';
