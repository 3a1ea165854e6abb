/** Words of a case (*phản ánh, kiến nghị*), shared by rules, store, features and the console. */

/** What goes through the queue. Complaints and denunciations never do: they are petitions. */
export const caseKinds = ['feedback', 'suggestion', 'question'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** *Khiếu nại*, *tố cáo*: legal procedures of their own, kept in a restricted store. */
export const petitionKinds = ['complaint', 'denunciation'] as const;
export type PetitionKind = (typeof petitionKinds)[number];

/**
 * `new`: nobody has taken it. `in_progress`: somebody has. `waiting`: the clock stands, for a reason.
 * The others are ends; `answered` can be opened again for some days.
 */
export const caseStates = [
  'new',
  'in_progress',
  'waiting',
  'answered',
  'referred',
  'declined',
  'withdrawn',
  'merged',
] as const;
export type CaseState = (typeof caseStates)[number];

/** The only two reasons for which the clock may stand: *chờ bổ sung*, *chờ cơ quan khác*. */
export const pauseReasons = ['supplement', 'other_agency'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Who in the ward may do what; the table of addresses and roles is `features/staff/access.ts`. */
export const staffRoles = [
  'dispatcher',
  'officer',
  'lead',
  'communications',
  'approver',
  'admin',
  'auditor',
  'head',
] as const;
export type StaffRole = (typeof staffRoles)[number];
