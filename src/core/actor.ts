import type { StaffRole } from './case.ts';
import type { WardId } from './ids.ts';

/** One role of one person; officers and leads hold it for an office, heads for a neighbourhood. */
export interface RoleGrant {
  readonly role: StaffRole;
  readonly officeId: number | null;
  readonly neighbourhoodId: number | null;
}

/** The member of staff who acts, as their session says: whatever they see or change follows from this. */
export interface Actor {
  readonly staffId: number;
  readonly wardId: WardId;
  readonly name: string;
  readonly grants: readonly RoleGrant[];
}

/** Has one of these roles, for whatever office or neighbourhood. */
export const hasRole = (actor: Actor, ...roles: readonly StaffRole[]): boolean =>
  actor.grants.some(({ role }) => roles.includes(role));
