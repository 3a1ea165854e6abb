import { z } from 'zod';
import { DossierState } from './dossier.schema.ts';
import { rawFields } from './raw-dossier.ts';

const path = z.string().min(1);

/**
 * `dossierSource` of a ward's settings: how to ask its one-stop system for one dossier.
 * `{code}` in `url`, `query` and `body` stands for the code. A header value that begins with `sealed:` is opened
 * with the key of APP_SECRET, so that no token lies readable in the settings.
 */
export const HttpSourceSettings = z.strictObject({
  kind: z.literal('http'),
  method: z.enum(['GET', 'POST']).default('GET'),
  url: z.string().regex(/^https?:\/\//),
  query: z.record(z.string(), z.string()).optional(),
  body: z.record(z.string(), z.string()).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  /** Of one try; two tries and the pause between stay under 3 s. */
  timeoutMs: z.int().min(100).max(1_400).default(1_400),
  /** Statuses that mean "no such dossier". */
  notFound: z.array(z.int()).default([404]),
  /** Where the dossier lies in the answer; an answer without it means "no such dossier". */
  root: path.optional(),
  /** Paths of the fields below `root`. */
  fields: z.partialRecord(z.enum(rawFields), path),
  /** The system's own names of states, as it writes them. */
  states: z.record(z.string(), DossierState).default({}),
});
export type HttpSourceSettings = z.infer<typeof HttpSourceSettings>;
