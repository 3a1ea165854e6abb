import type { Role } from './session.ts';

/** Roles that read cases; which of them, the house decides. */
export const caseReaders: readonly Role[] = [
  'dispatcher',
  'officer',
  'lead',
  'communications',
  'approver',
  'auditor',
  'head',
];
