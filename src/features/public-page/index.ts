export { createPublicApiRoutes } from './public-api.routes.ts';
export { createPublicLimiter, type PublicLimiter } from './public-limiter.ts';
export { createPublicPageRoutes } from './public-page.routes.ts';
export type { PublicDeps } from './public-site.ts';
