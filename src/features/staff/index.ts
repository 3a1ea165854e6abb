export { recordAct, verifyAudit } from './audit.ts';
export type { Act } from './audit-entry.ts';
export { createFirstAdmin, type FirstAdmin } from './first-admin.ts';
export { createSessionRoutes } from './session-routes.ts';
export { createStaffRouter } from './staff.routes.ts';
export { FileAnswer, idIn, type StaffCall, type StaffRoute, staffRoute, streaming } from './staff-route.ts';
