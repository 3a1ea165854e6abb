import { createHash } from 'node:crypto';
import { z } from 'zod';

export const DossierState = z.enum([
  'received',
  'processing',
  'needs_papers',
  'waiting_payment',
  'ready',
  'returned',
  'rejected',
  'withdrawn',
  /** The source's own words are in `stateText`. */
  'other',
  'unknown',
]);
export type DossierState = z.infer<typeof DossierState>;

/** A day or a minute by Vietnamese time: `2026-11-22`, `2026-11-22T16:30`. */
const localMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/);
const words = z.string().trim().min(1).max(500);

/** What a one-stop system tells about a dossier (*hồ sơ*); Nghị định 224/2026 Điều 15. Nothing here names a citizen. */
export const DossierFacts = z.strictObject({
  state: DossierState,
  stateText: words.optional(),
  procedure: words.optional(),
  /** Masked before it is stored: `N. V. Mẫu`. */
  applicant: words.optional(),
  office: words.optional(),
  officer: words.optional(),
  receivedOn: localMoment.optional(),
  dueOn: localMoment.optional(),
  resultOn: localMoment.optional(),
  missing: z.array(words).max(30).default([]),
  resultPlace: words.optional(),
  apology: z.strictObject({ text: words.optional(), newDate: localMoment.optional() }).optional(),
});
export type DossierFacts = z.infer<typeof DossierFacts>;

/** A dossier as a source knows it. */
export interface DossierRecord {
  readonly code: string;
  readonly facts: DossierFacts;
  /** Keyed hashes of what proves that somebody may know: see `dossier-proof.ts`. Null: the source has none to give. */
  readonly secretHashes: readonly string[] | null;
  /** When the source said so, in milliseconds since the epoch. */
  readonly asOf: number;
  /** True when it comes from outside and is not in our table: to be stored once somebody proved it theirs. */
  readonly unsaved?: boolean;
}

/** Changes with everything that is kept of a dossier. */
export function contentHash(facts: DossierFacts, secretHashes: readonly string[] | null): string {
  return hashOf([facts, secretHashes]);
}

/** Changes only with what a subscriber is told about. */
export function statusHash(facts: DossierFacts): string {
  const { state, stateText, missing, dueOn, resultOn, resultPlace, apology } = facts;
  return hashOf([state, stateText, missing, dueOn, resultOn, resultPlace, apology]);
}

/** Keys are sorted: PostgreSQL gives a jsonb back in an order of its own. */
function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(text).digest('base64url');
}
