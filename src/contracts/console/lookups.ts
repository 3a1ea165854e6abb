/** What the console's lists and menus are made of: `/api/console/lookups`, and the live stream `/api/console/events`. */
import { z } from 'zod';

export const Lookups = z.object({
  offices: z.array(
    z.object({
      id: z.number().int(),
      code: z.string(),
      name: z.string(),
      kind: z.enum(['internal', 'external']),
    }),
  ),
  neighbourhoods: z.array(z.object({ id: z.number().int(), code: z.string(), name: z.string() })),
  categories: z.array(
    z.object({
      code: z.string(),
      vi: z.string(),
      en: z.string(),
      chairOnly: z.boolean(),
      needsApproval: z.boolean(),
    }),
  ),
  staff: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      officeIds: z.array(z.number().int()),
      away: z.boolean(),
    }),
  ),
  /** Ready sentences for answers; `{code}`, `{due}`, `{office}`, `{officer}`, `{category}` are filled in. */
  templates: z.array(
    z.object({ id: z.number().int(), category: z.string().nullable(), title: z.string(), body: z.string() }),
  ),
  /** Dates (`2026-11-28`) of the coming months on which nobody works, weekends included. Absent: Saturday, Sunday. */
  daysOff: z.array(z.string()).exactOptional(),
});
export type Lookups = z.infer<typeof Lookups>;

/**
 * A line of the live stream. It says only that something changed: the page asks for the rest, so that a missed line
 * costs nothing. The page also asks anew every minute.
 */
export const LiveEvent = z.object({
  kind: z.enum(['case', 'conversation', 'resync']),
  id: z.number().int().nullable(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;
