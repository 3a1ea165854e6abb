import type { StaffMember } from '../../../../../src/contracts/console/admin.ts';
import type { Lookups } from '../../../../../src/contracts/console/lookups.ts';
import { neighbourhoodName, officeName } from '../../lib/lookups.ts';
import { nameOf } from '../../lib/words.ts';

export type Grant = StaffMember['grants'][number];

export const roles: readonly Grant['role'][] = [
  'dispatcher',
  'officer',
  'lead',
  'communications',
  'approver',
  'admin',
  'auditor',
  'head',
];

export const needsOffice = (role: Grant['role']): boolean => role === 'officer' || role === 'lead';

/** A role by its name, and for which office or neighbourhood. */
export function grantWords({ role, officeId, neighbourhoodId }: Grant, lookups: Lookups): string {
  const place = officeName(lookups, officeId) || neighbourhoodName(lookups, neighbourhoodId);
  return place ? `${nameOf('shared.role', role)} – ${place}` : nameOf('shared.role', role);
}

/** An officer without an office, or a head without a neighbourhood, could see nothing. */
export const isWhole = ({ role, officeId, neighbourhoodId }: Grant): boolean =>
  needsOffice(role) === (officeId !== null) && (role === 'head') === (neighbourhoodId !== null);
