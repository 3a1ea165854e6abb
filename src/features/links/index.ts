export { listLinks } from './links.repo.ts';
export { createLinkRoutes } from './links.routes.ts';
export { putLink } from './links.ts';
