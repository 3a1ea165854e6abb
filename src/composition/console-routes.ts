import { systemClock } from '../core/clock.ts';
import { createExportRoutes } from '../features/exports/index.ts';
import { createCitizenRoutes } from '../features/privacy/index.ts';
import { createPublicationRoutes } from '../features/publications/index.ts';
import { createSessionRoutes, type StaffRoute } from '../features/staff/index.ts';
import { createStatisticsRoutes } from '../features/statistics/index.ts';
import type { PersonalDataLaw } from '../rules/personal-data-law.ts';
import type { Front } from './front.ts';

/** Every address of the console, of all features. */
export function createConsoleRoutes(front: Front, law: PersonalDataLaw): readonly StaffRoute[] {
  const deps = { ...staffDeps(front), seal: front.seal, speak: front.speak };
  return [
    ...createSessionRoutes({ ...deps, oidc: null }),
    ...createPublicationRoutes(deps),
    ...createStatisticsRoutes(deps),
    ...createExportRoutes(deps),
    ...createCitizenRoutes({ ...deps, law }),
  ];
}

/** What signing in, and every call afterwards, stands on. */
export const staffDeps = ({ db, config }: Front) => ({
  db,
  clock: systemClock,
  totp: config.staff.totp,
  publicUrl: config.server.publicUrl,
});
