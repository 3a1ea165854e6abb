/** What everybody may read: `/api/public`. */
import { z } from 'zod';
import { caseStates } from '../core/case.ts';
import { Figures } from './figures.ts';

/** How far a case is; nothing that its citizen wrote, and no name. */
export const PublicCase = z.object({
  code: z.string(),
  state: z.enum(caseStates),
  /** The state in plain words. */
  words: z.string(),
  /** Null = it has not been given to an office yet. */
  office: z.string().nullable(),
  receivedOn: z.string(),
  /** When an answer is to be expected; null = the clock stands, or it is over. */
  expectedOn: z.string().nullable(),
  answeredOn: z.string().nullable(),
  changedOn: z.string(),
});
export type PublicCase = z.infer<typeof PublicCase>;

/** Numbers below five are summed up: the row without a month, office or category. */
export const PublicStatistics = z.object({
  /** The first month that is counted, YYYY-MM. */
  since: z.string(),
  /** The month that offices and categories are shown of. */
  month: z.string(),
  months: z.array(Figures.extend({ month: z.string().nullable() })),
  /** An empty name = not given to an office. */
  offices: z.array(Figures.extend({ office: z.string().nullable() })),
  categories: z.array(Figures.extend({ category: z.string().nullable(), name: z.string().nullable() })),
});
export type PublicStatistics = z.infer<typeof PublicStatistics>;

export const PublicStatisticsQuery = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .exactOptional(),
  lang: z.enum(['vi', 'en']).default('vi'),
});
