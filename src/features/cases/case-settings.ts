import { z } from 'zod';

/** `cases` of a ward's settings. */
export const CaseSettings = z.object({
  /** For how many days a citizen may open a case again; absent = as the rules in force say. */
  reopenDays: z.int().min(0).max(365).optional(),
});
