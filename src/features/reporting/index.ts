export { createCitizenDesk } from './create-citizen-desk.ts';
export { createReportingAbilities } from './report-abilities.ts';
