export { createCitizenDesk } from './create-citizen-desk.ts';
export { createReportingAbilities } from './report-abilities.ts';
export { loadReportCues, type ReportCues } from './report-cues.ts';
