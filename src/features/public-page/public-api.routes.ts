import { Router } from 'express';
import { PublicStatisticsQuery } from '../../contracts/public.ts';
import { refusal } from './public-page.errors.ts';
import { createFiguresLoader, type PublicDeps } from './public-site.ts';
import { findStatus } from './public-status.ts';
import { createReader } from './reader.ts';

/** `/api/public`: the same as the public page, for programs. */
export function createPublicApiRoutes(deps: PublicDeps): Router {
  const router = Router();
  const load = createFiguresLoader(deps);
  router.use(async (request, response, next) => {
    const wait = await deps.limiter.take('lookup', request.ip ?? '');
    if (wait === 0) return next();
    response.set('retry-after', String(wait));
    next(refusal('slow_down'));
  });
  router.get('/cases/:code', async (request, response) => {
    const reader = createReader(deps.speak, request.query.lang === 'en' ? 'en' : 'vi', deps.ward.name);
    const found = await deps.db.forWard(deps.ward.id, (tx) => findStatus(tx, request.params.code, reader));
    if (!found.ok) throw refusal(found.error);
    response.set('cache-control', 'no-store').json(found.value);
  });
  router.get('/statistics', async (request, response) => {
    const query = PublicStatisticsQuery.safeParse(request.query);
    const { month, lang } = query.success ? query.data : PublicStatisticsQuery.parse({});
    response.set('cache-control', 'public, max-age=60').json(await load(lang, month));
  });
  return router;
}
