import { z } from 'zod';

/** What a month, an office or a category achieved. */
export const Figures = z.object({
  received: z.number().int(),
  /** Answered, referred or declined: the citizen has a result. */
  answered: z.number().int(),
  /** Answered, or over time without an answer; `onTime` is counted of these. */
  due: z.number().int(),
  onTime: z.number().int(),
  /** Whole per cent; null = nothing was due. */
  onTimePercent: z.number().int().nullable(),
  /** Half of the answers took no longer, in office hours from receipt; null = too few to tell. */
  medianWorkingHours: z.number().nullable(),
});
