export { seen } from './admit.ts';
export { answerByReply } from './answer-by-reply.ts';
export { createCaseRoutes } from './case.routes.ts';
export { loadAnswers, loadHistory, loadPage } from './case-detail.repo.ts';
export { idOf } from './case-id.ts';
export { cleanPicture, type Picture, savePhoto } from './case-photos.ts';
export { addEvent, addNote } from './cases.repo.ts';
export {
  addCitizenPhoto,
  addCitizenWords,
  type CitizenAct,
  followCase,
  reopenByCitizen,
  reopenDays,
  withdrawCase,
} from './citizen-case.ts';
export { tellConsole } from './console-line.repo.ts';
export { type Contact, openContact, sealContact } from './contact.ts';
export { ensureDesk, loadWardDeadlines } from './desk.repo.ts';
export { type CaseDesk, type CaseRoutesDeps, loadClockwork, loadOfficeHours } from './desk.ts';
export { loadDeskFile } from './desk-file.ts';
export { type Filed, fileCase } from './file-case.ts';
export { filePetition } from './petitions.ts';
export { countPhotos, draftPhotoIds, dropDraftPhotos } from './photos.repo.ts';
export { type OwnCase, openCasesOf, type PublicStatus, statusByCode } from './public-status.repo.ts';
export { rateCase } from './rate-case.ts';
export type { Report } from './report.ts';
export { findSimilarFor, type KnownMatter } from './similar-to-case.ts';
export { sweepCases } from './sweep.ts';
export { maySeeCitizen, type Sight, sightOf, sightValues, visibleSql } from './visibility.ts';
