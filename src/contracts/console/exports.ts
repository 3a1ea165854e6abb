/** Files of the console: `/api/console/exports`. */
import { z } from 'zod';

export const RegisterQuery = z.object({
  /** First and last day of receipt, YYYY-MM-DD. */
  from: z.iso.date(),
  to: z.iso.date(),
});
export const MonthQuery = z.object({ month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/) });
