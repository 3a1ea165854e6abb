/** What the ward's administrators set up: `/api/console/admin/…`, `/api/console/staff/…`, and the audit log. */
import { z } from 'zod';
import { Grant } from './session.ts';

const id = z.number().int().positive();
const name = z.string().trim().min(1).max(200);

/** Officers and leads need an office, heads a neighbourhood; the others have neither. */
const Grants = z
  .array(Grant)
  .max(20)
  .refine((grants) => grants.every(hasItsPlace), { error: 'a role lacks its office or neighbourhood' });

function hasItsPlace({ role, officeId, neighbourhoodId }: z.infer<typeof Grant>): boolean {
  const needsOffice = role === 'officer' || role === 'lead';
  return needsOffice === (officeId !== null) && (role === 'head') === (neighbourhoodId !== null);
}

export const StaffMember = z.object({
  id,
  email: z.string(),
  name: z.string(),
  grants: z.array(Grant),
  hasTotp: z.boolean(),
  disabled: z.boolean(),
  lockedUntil: z.number().nullable(),
  lastSeenAt: z.number().nullable(),
});
export type StaffMember = z.infer<typeof StaffMember>;
export const StaffList = z.object({ staff: z.array(StaffMember) });
export const NewStaffMember = z.object({ email: z.email().max(200), name, grants: Grants });
/** The first password is told once; it must be changed at the first sign-in. */
export const StaffAdded = z.object({ id, oneTimePassword: z.string() });
export const StaffChange = z.object({
  name: name.exactOptional(),
  grants: Grants.exactOptional(),
  disabled: z.boolean().exactOptional(),
  /** Only taking the authenticator away, for somebody who lost their phone. */
  hasTotp: z.literal(false).exactOptional(),
});
export type StaffChange = z.infer<typeof StaffChange>;

/** A link with which that person sets a new password, once, until then. */
export const ResetLink = z.object({ url: z.string(), expiresAt: z.number() });

export const AuditQuery = z.object({
  action: z
    .string()
    .regex(/^[a-z_.]{1,60}$/)
    .optional(),
  /** The number below which to go on, as the page before said. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const AuditPage = z.object({
  entries: z.array(
    z.object({
      number: z.number().int(),
      at: z.number(),
      staffId: z.number().int().nullable(),
      staffName: z.string().nullable(),
      action: z.string(),
      target: z.string(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
  /** `before` of the next page; null = there is none. */
  next: z.number().int().nullable(),
});
