import { type Actor, hasRole } from '../../core/actor.ts';
import type { Scope } from './statistics.repo.ts';

/**
 * What a person may count and export follows what they may see: the chair everything; who works for the whole ward
 * all but the chair's cases; officers and leads their own offices.
 */
export function scopeOf(actor: Actor): Scope {
  if (hasRole(actor, 'approver')) return { officeIds: null, withChairOnly: true };
  if (hasRole(actor, 'dispatcher', 'communications', 'auditor')) {
    return { officeIds: null, withChairOnly: false };
  }
  const officeIds = actor.grants.flatMap(({ role, officeId }) =>
    (role === 'officer' || role === 'lead') && officeId !== null ? [officeId] : [],
  );
  return { officeIds, withChairOnly: false };
}
