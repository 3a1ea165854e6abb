/** Figures of the ward: `/api/console/statistics`. Cases are counted in the month in which they were received. */
import { z } from 'zod';
import { Figures } from '../figures.ts';

export const StatisticsQuery = z.object({
  /** First and last day of receipt, YYYY-MM-DD; by default the last twelve months. */
  from: z.iso.date().exactOptional(),
  to: z.iso.date().exactOptional(),
});
export type StatisticsQuery = z.infer<typeof StatisticsQuery>;

export const Statistics = z.object({
  from: z.string(),
  to: z.string(),
  total: Figures,
  months: z.array(Figures.extend({ month: z.string() })),
  /** Null = the dispatcher's desk. */
  offices: z.array(Figures.extend({ officeId: z.number().int().nullable(), name: z.string() })),
  categories: z.array(Figures.extend({ category: z.string(), name: z.string() })),
});
export type Statistics = z.infer<typeof Statistics>;
