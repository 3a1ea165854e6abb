/** What is kept of one citizen: `/api/console/citizens`. */
import { z } from 'zod';

export const OwnDataQuery = z.object({
  /** `text` = to be read on paper. */
  format: z.enum(['json', 'text']).default('json'),
});
