/** Lists of cases in the console: `/api/console/cases`. Moments are milliseconds since the epoch. */
import { z } from 'zod';
import { caseKinds, caseStates, pauseReasons } from '../../core/case.ts';

/** Folders of the inbox. All but `closed` and `all` hold open cases; most urgent first. */
export const caseViews = [
  'mine',
  'office',
  'unassigned',
  'due_today',
  'overdue',
  'waiting',
  'approval',
  'open',
  'closed',
  'all',
] as const;
export type CaseView = (typeof caseViews)[number];

/** What is over asks for nothing: only folders of open cases are counted. */
export const countedViews = [
  'mine',
  'office',
  'unassigned',
  'due_today',
  'overdue',
  'waiting',
  'approval',
  'open',
] as const satisfies readonly CaseView[];
export type CountedView = (typeof countedViews)[number];

const NumberText = z.coerce.number().int().positive().max(2_147_483_647);

export const CaseQuery = z.object({
  view: z.enum(caseViews).default('open'),
  /** Words with or without accents, or a code. */
  q: z.string().trim().max(200).exactOptional(),
  category: z.string().max(60).exactOptional(),
  neighbourhood: NumberText.exactOptional(),
  office: NumberText.exactOptional(),
  state: z.enum(caseStates).exactOptional(),
  /** From the page before: `next`. */
  after: z.string().max(200).exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

export const Person = z.object({ id: z.number().int(), name: z.string() });

export const CaseRow = z.object({
  id: z.number().int(),
  code: z.string(),
  kind: z.enum(caseKinds),
  category: z.string(),
  state: z.enum(caseStates),
  /** The beginning of the text, at most 160 characters. */
  excerpt: z.string(),
  neighbourhoodId: z.number().int().nullable(),
  officeId: z.number().int().nullable(),
  withHead: z.boolean(),
  assignee: Person.nullable(),
  urgent: z.boolean(),
  channel: z.string(),
  photos: z.number().int(),
  receivedAt: z.number().int(),
  dueAt: z.number().int(),
  pausedAt: z.number().int().nullable(),
  pauseReason: z.enum(pauseReasons).nullable(),
  /** Part of the working time that has passed, 0 to 1 and above. */
  elapsed: z.number(),
  /** An answer waits for approval. */
  waitsForApproval: z.boolean(),
  /** The citizen wrote again and nobody has looked at it since. */
  hasNews: z.boolean(),
  rating: z.number().int().nullable(),
  version: z.number().int(),
  changedAt: z.number().int(),
});
export type CaseRow = z.infer<typeof CaseRow>;

export const CaseList = z.object({ cases: z.array(CaseRow), next: z.string().nullable() });
export type CaseList = z.infer<typeof CaseList>;

/** How many cases each folder of open ones holds for this person. */
export const CaseCounts = z.object({
  counts: z.record(z.enum(countedViews), z.number().int()),
});
export type CaseCounts = z.infer<typeof CaseCounts>;
