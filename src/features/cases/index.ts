export { addEvent } from './cases.repo.ts';
export { ensureDesk } from './desk.repo.ts';
export { loadDeskFile } from './desk-file.ts';
