export { createFirstAdmin, type FirstAdmin } from './first-admin.ts';
