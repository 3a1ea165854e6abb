export { createCaseRoutes } from './case.routes.ts';
export { sealContact } from './contact.ts';
export { ensureDesk } from './desk.repo.ts';
export { type CaseDesk, type CaseRoutesDeps, loadClockwork } from './desk.ts';
export { loadDeskFile } from './desk-file.ts';
export { fileCase } from './file-case.ts';
export type { Report } from './report.ts';
