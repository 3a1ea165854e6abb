export { createFirstAdmin, type FirstAdmin } from './first-admin.ts';
export { FileAnswer, type StaffCall, type StaffRoute, staffRoute } from './staff-route.ts';
