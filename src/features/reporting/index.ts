export { loadAnswerCues } from './answer-cues.ts';
export { createCitizenDesk } from './create-citizen-desk.ts';
export { createReportingAbilities } from './report-abilities.ts';
