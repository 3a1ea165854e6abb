import { Router } from 'express';
import { createCoalescer } from '../../lib/coalesce.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Database } from '../../store/database.ts';
import { addClicks, findLink, type LinkTarget } from './links.repo.ts';

export interface LinkRoutesDeps {
  readonly db: Database;
  readonly log: Logger;
}

/** Programs that look at an address before a person does: https://developers.facebook.com/docs/sharing/webmasters/web-crawlers and the like. */
const previewers =
  /bot\b|crawler|spider|preview|facebookexternalhit|zalo(?:pc)?-?(?:bot|preview)|whatsapp|slurp/i;
const maxTogether = 500;

/** `GET /r/<code>`: counts whoever follows a short address, and sends them on. An unknown code is left to others. */
export function createLinkRoutes({ db, log }: LinkRoutesDeps): Router {
  const count = createCoalescer(async (links: readonly LinkTarget[]) => {
    await addClicks(db, tally(links));
    return links.map(() => undefined);
  }, maxTogether);
  const router = Router();
  router.get('/:code', async (request, response, next) => {
    const link = await findLink(db, request.params.code);
    if (!link) return next();
    const isPerson = request.method === 'GET' && !previewers.test(request.get('user-agent') ?? '');
    // Whoever is on the way does not wait for our sums, nor lose the way when they cannot be kept.
    if (isPerson) count(link).catch((error: unknown) => log.warn({ err: error }, 'a click was not counted'));
    response.set('cache-control', 'no-store').set('referrer-policy', 'no-referrer');
    response.redirect(302, link.target);
  });
  return router;
}

function tally(links: readonly LinkTarget[]): { link: LinkTarget; count: number }[] {
  const counts = new Map<number, { link: LinkTarget; count: number }>();
  for (const link of links) {
    const known = counts.get(link.id);
    if (known) known.count += 1;
    else counts.set(link.id, { link, count: 1 });
  }
  return [...counts.values()];
}
