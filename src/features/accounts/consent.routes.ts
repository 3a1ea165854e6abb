import { Router } from 'express';
import type { Speak } from '../../catalog/spoken-texts.ts';
import { type ConsentDeps, finishConsent } from './consent.ts';

export interface ConsentRoutesDeps extends ConsentDeps {
  readonly speak: Speak;
}

/** `GET /connect?code&state&oa_id`: where a platform's consent page sends the administrator back to. */
export function createConsentRoutes(deps: ConsentRoutesDeps): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const { code, state, oa_id: externalId } = request.query;
    const tell = (status: number, key: string) =>
      response
        .status(status)
        .type('text/plain')
        .set('cache-control', 'no-store')
        .send(deps.speak('vi', `connect.${key}`));
    if (typeof code !== 'string' || code === '') return void tell(400, 'no_code');
    const finished = await finishConsent(deps, {
      code,
      ...(typeof state === 'string' && { state }),
      ...(typeof externalId === 'string' && { externalId }),
    });
    tell(finished.ok ? 200 : 400, finished.ok ? 'done' : finished.error.code);
  });
  return router;
}
