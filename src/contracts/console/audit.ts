/** The audit log: `/api/console/audit`. */
import { z } from 'zod';

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
      /** What the target is called now; null = it has no name of its own, or is gone. */
      targetName: z.string().nullable(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
  /** `before` of the next page; null = there is none. */
  next: z.number().int().nullable(),
});
