import type { Actor } from '../../core/actor.ts';
import type { StaffRole } from '../../core/case.ts';

/** What of the ward's cases a person sees; worked out once, then asked in memory and in SQL alike. */
export interface Sight {
  readonly staffId: number;
  /** Every case of the ward but the chair's own. */
  readonly all: boolean;
  /** Those about the conduct of staff too. */
  readonly chair: boolean;
  /** What is assigned to them: everybody whose role has to do with cases. */
  readonly own: boolean;
  readonly offices: readonly number[];
  readonly neighbourhoods: readonly number[];
}

/** What of a case decides who sees it. */
export interface Place {
  readonly officeId: number | null;
  readonly neighbourhoodId: number | null;
  readonly assigneeId: number | null;
  readonly chairOnly: boolean;
}

const seeAll: readonly StaffRole[] = ['approver', 'dispatcher', 'communications', 'auditor'];

export function sightOf({ staffId, grants }: Pick<Actor, 'staffId' | 'grants'>): Sight {
  return {
    staffId,
    all: grants.some(({ role }) => seeAll.includes(role)),
    chair: grants.some(({ role }) => role === 'approver'),
    own: grants.some(({ role }) => role !== 'admin'),
    offices: grants.flatMap(({ role, officeId }) =>
      (role === 'officer' || role === 'lead') && officeId !== null ? [officeId] : [],
    ),
    neighbourhoods: grants.flatMap(({ role, neighbourhoodId }) =>
      role === 'head' && neighbourhoodId !== null ? [neighbourhoodId] : [],
    ),
  };
}

export function maySee(sight: Sight, { officeId, neighbourhoodId, assigneeId, chairOnly }: Place): boolean {
  if (sight.own && assigneeId === sight.staffId) return true;
  if (chairOnly) return sight.chair;
  return (
    sight.all ||
    (officeId !== null && sight.offices.includes(officeId)) ||
    (neighbourhoodId !== null && sight.neighbourhoods.includes(neighbourhoodId))
  );
}

/**
 * The same as a condition on `citizen_case c`, with the values of `sightValues` from `$first` on. Every query on
 * cases for staff has it.
 */
export function visibleSql(first: number): string {
  const [staff, all, chair, offices, neighbourhoods] = [0, 1, 2, 3, 4].map((index) => `$${first + index}`);
  return `(c.assignee_id = ${staff}::int
    or case when c.chair_only then ${chair}::boolean
       else ${all}::boolean or c.office_id = any(${offices}::int[])
         or c.neighbourhood_id = any(${neighbourhoods}::int[]) end)`;
}

export const sightValues = ({ own, staffId, all, chair, offices, neighbourhoods }: Sight): unknown[] => [
  own ? staffId : null,
  all,
  chair,
  offices,
  neighbourhoods,
];

/** Who the citizen is, when that is not shown: the handler, or who stands in for them, and the chair only. */
export function maySeeCitizen(
  { chair, own, staffId }: Sight,
  {
    identityShown,
    assigneeId,
    deputyId,
  }: {
    readonly identityShown: boolean;
    readonly assigneeId: number | null;
    readonly deputyId: number | null;
  },
): boolean {
  return identityShown || chair || (own && (assigneeId === staffId || deputyId === staffId));
}
