import { systemClock } from '../core/clock.ts';
import {
  createAuditRoutes,
  createOidc,
  createOidcRoutes,
  createPeopleRoutes,
  createSessionRoutes,
  type StaffRoute,
} from '../features/staff/index.ts';
import { createWardAdminRoutes } from '../features/ward-admin/index.ts';
import { createAccountDesk } from './account-desk.ts';
import type { Front } from './front.ts';

/** Every address of the console, of all features. */
export function createConsoleRoutes(front: Front): readonly StaffRoute[] {
  const { oidc } = front.config.staff;
  const deps = { ...staffDeps(front), seal: front.seal };
  return [
    ...createSessionRoutes({ ...deps, oidc: oidc?.name ?? null }),
    ...createOidcRoutes({ ...deps, log: front.log, provider: oidc ? createOidc(oidc, front.seal) : null }),
    ...createPeopleRoutes(deps),
    ...createAuditRoutes(deps),
    ...createWardAdminRoutes(deps, createAccountDesk(front)),
  ];
}

/** What signing in, and every call afterwards, stands on. */
export const staffDeps = ({ db, config }: Front) => ({
  db,
  clock: systemClock,
  totp: config.staff.totp,
  publicUrl: config.server.publicUrl,
});
