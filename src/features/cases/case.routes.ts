import type { StaffRoute } from '../staff/index.ts';
import { createListRoutes } from './case-list.routes.ts';
import type { CaseRoutesDeps } from './desk.ts';

/** Every address of the console that has to do with cases. */
export const createCaseRoutes = (deps: CaseRoutesDeps): readonly StaffRoute[] => [...createListRoutes(deps)];
