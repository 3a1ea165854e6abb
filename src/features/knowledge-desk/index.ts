export type { KnowledgeDeskDeps } from './desk-deps.ts';
export { createKnowledgeDeskRoutes } from './desk-routes.ts';
export { knowledgeChannel, liveDigest, loadLiveTexts } from './live-texts.repo.ts';
export { createOwnWords, type OwnWords } from './ward-words.ts';
