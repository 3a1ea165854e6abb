export { addEvent, addNote } from './cases.repo.ts';
export { ensureDesk } from './desk.repo.ts';
export { loadDeskFile } from './desk-file.ts';
export { type Clockwork, type Filed, fileCase, startClock } from './file-case.ts';
export type { Report } from './report.ts';
