import type { StaffRoute } from '../staff/index.ts';
import { type AccountDesk, createAccountRoutes } from './account-routes.ts';
import { createListRoutes, type WardAdminDeps } from './list-routes.ts';
import { createRuleRoutes } from './rule-routes.ts';
import { createWardRoutes } from './ward-routes.ts';
import { createWardVersionRoutes } from './ward-version-routes.ts';

export type { AccountDesk } from './account-routes.ts';

/** Everything that a ward's administrators set up, beside its people. */
export const createWardAdminRoutes = (deps: WardAdminDeps, accounts: AccountDesk): readonly StaffRoute[] => [
  ...createListRoutes(deps),
  ...createRuleRoutes(deps),
  ...createWardRoutes(deps),
  ...createWardVersionRoutes(deps),
  ...createAccountRoutes(deps, accounts),
];
