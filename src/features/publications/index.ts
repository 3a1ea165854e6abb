export { createMask } from './masked-text.ts';
export { caseIdOfPublic, publicIdOf } from './public-id.ts';
export { createPublicationRoutes, type PublicationDeps } from './publication-desk.ts';
export { withdrawStale } from './publications.repo.ts';
export { listReleased, loadReleased, loadReleasedFilters, type Released } from './released.repo.ts';
