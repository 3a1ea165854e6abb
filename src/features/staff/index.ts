export { createFirstAdmin, type FirstAdmin } from './first-admin.ts';
export { FileAnswer, type StaffCall, type StaffRoute, staffRoute, streaming } from './staff-route.ts';
