import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import type { Logger } from '../lib/logger.ts';
import { citizenPage } from './citizen-page.ts';
import { answerNotFound, mapErrors, type Speak } from './error-mapping.ts';
import { refuseOtherMethods } from './other-methods.ts';

export interface AppDeps {
  readonly log: Logger;
  readonly speak: Speak;
  /** Reverse proxies in front of us whose X-Forwarded-For may be believed. */
  readonly trustedProxies: number;
  /** Folder of the built citizen page. */
  readonly webFolder: string;
  /** Files of the operator's own, shown at the root: the proofs that platforms ask for of whose domain this is. */
  readonly publicFolder?: string;
  readonly routes: readonly { readonly path: string; readonly router: Router }[];
}

/** The whole HTTP face, without listening: tests use it directly. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.set('trust proxy', deps.trustedProxies);
  app.disable('x-powered-by');
  app.disable('etag');
  for (const { path, router } of deps.routes.filter((route) => route.path === '/webhooks'))
    app.use(path, router);
  app.use(securityHeaders());
  for (const { path, router } of deps.routes.filter((route) => route.path !== '/webhooks'))
    app.use(path, refuseOtherMethods(router));
  app.use(refuseOtherMethods(citizenPage(deps.webFolder)));
  if (deps.publicFolder)
    app.use(express.static(deps.publicFolder, { index: false, redirect: false, dotfiles: 'ignore' }));
  app.use(answerNotFound(deps.speak));
  app.use(mapErrors(deps.log, deps.speak));
  return app;
}

/** The page loads nothing from elsewhere and runs nothing inline. */
function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    // A ward without https yet must stay reachable; the reverse proxy adds HSTS.
    strictTransportSecurity: false,
  });
}
