import type { StaffRoute } from '../staff/index.ts';
import { createActRoutes } from './case-acts.routes.ts';
import { createAnswerRoutes } from './case-answers.routes.ts';
import { createListRoutes } from './case-list.routes.ts';
import { createPageRoutes } from './case-page.routes.ts';
import { createPhotoRoutes } from './case-photos.routes.ts';
import type { CaseRoutesDeps } from './desk.ts';

/** Every address of the console that has to do with cases. */
export const createCaseRoutes = (deps: CaseRoutesDeps): readonly StaffRoute[] => [
  ...createListRoutes(deps),
  ...createPageRoutes(deps),
  ...createActRoutes(deps),
  ...createAnswerRoutes(deps),
  ...createPhotoRoutes(deps),
];
