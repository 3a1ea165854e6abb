export { createPublicationRoutes, type PublicationDeps } from './publication-desk.ts';
export { withdrawStale } from './publications.repo.ts';
