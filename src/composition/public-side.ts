import { systemClock } from '../core/clock.ts';
import {
  createPublicApiRoutes,
  createPublicLimiter,
  createPublicPageRoutes,
} from '../features/public-page/index.ts';
import type { Front } from './front.ts';

/** The page that everybody may read, of the ward that the web chat belongs to. */
export function publicSide(front: Front) {
  const account = front.accounts.byName('web-chat');
  const ward = front.wards.find(({ id }) => id === account?.wardId);
  if (!ward) throw new Error('the public page has no ward');
  const { publicUrl } = front.config.server;
  const deps = {
    db: front.db,
    seal: front.seal,
    speak: front.speak,
    clock: systemClock,
    limiter: createPublicLimiter(),
    ward,
    ...(publicUrl ? { publicUrl } : {}),
  };
  return [
    { path: '/phan-anh', router: createPublicPageRoutes(deps) },
    { path: '/api/public', router: createPublicApiRoutes(deps) },
  ];
}
