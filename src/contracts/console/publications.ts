/** Questions and answers for the public page: `/api/console/publications`, `/api/console/cases/{id}/publication`. */
import { z } from 'zod';
import { personalKinds } from '../../core/personal.ts';
import { Person } from './cases.ts';

/** `candidate`: answered, may be published, and nobody has prepared it yet. */
export const publicationStates = ['candidate', 'draft', 'released', 'withdrawn'] as const;
export type PublicationState = (typeof publicationStates)[number];

export const PublicationQuery = z.object({
  state: z.enum(publicationStates).exactOptional(),
  /** From the page before: `next`. */
  after: z.coerce.number().int().positive().exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PublicationQuery = z.infer<typeof PublicationQuery>;

export const PublicationRow = z.object({
  caseId: z.number().int(),
  code: z.string(),
  category: z.string(),
  officeId: z.number().int().nullable(),
  state: z.enum(publicationStates),
  /** The beginning of the question, at most 160 characters. */
  excerpt: z.string(),
  askedOn: z.string(),
  answeredOn: z.string(),
  preparedBy: Person.nullable(),
  releasedBy: Person.nullable(),
  releasedAt: z.number().nullable(),
});
export type PublicationRow = z.infer<typeof PublicationRow>;
export const PublicationList = z.object({
  publications: z.array(PublicationRow),
  next: z.number().int().nullable(),
});

const where = z.enum(['question', 'answer']);
/** Something that tells who somebody is, by rule. */
export const PersonalPlace = z.object({ where, kind: z.enum(personalKinds), words: z.string() });
/** What no rule takes for personal but a person should look at: names of two words, long numbers, links. */
export const DoubtfulPlace = z.object({
  where,
  kind: z.enum(['capitals', 'digits', 'link']),
  words: z.string(),
});

export const Publication = z.object({
  caseId: z.number().int(),
  code: z.string(),
  state: z.enum(publicationStates),
  category: z.string(),
  officeId: z.number().int().nullable(),
  askedOn: z.string(),
  answeredOn: z.string(),
  question: z.string(),
  answer: z.string(),
  /** As the citizen asked and the office answered, to compare with. */
  original: z.object({ question: z.string(), answer: z.string() }),
  /** What the rules take out of the original. */
  masked: z.array(PersonalPlace),
  /** What the rules still find in the texts above; each must be masked, or kept by name on release. */
  remaining: z.array(PersonalPlace),
  doubtful: z.array(DoubtfulPlace),
  /** Of question and answer as they are here: the release names it, so that nobody releases what they did not read. */
  digest: z.string(),
  preparedBy: Person.nullable(),
  releasedBy: Person.nullable(),
  releasedAt: z.number().nullable(),
  /** Where everybody reads it, below the ward's address; null = not released. */
  path: z.string().nullable(),
});
export type Publication = z.infer<typeof Publication>;

export const PublicationDraft = z.object({
  question: z.string().trim().min(5).max(10_000),
  answer: z.string().trim().min(2).max(10_000),
});
export type PublicationDraft = z.infer<typeof PublicationDraft>;

export const ReleasePublication = z.object({
  /** The releaser has read both texts: anything but `true` is refused. */
  checked: z.boolean(),
  digest: z.string().max(100),
  /** Words that the rules take for personal and that stay: the name of a street, of an officer in office. */
  keep: z.array(z.string().trim().min(1).max(200)).max(100).default([]),
});
export type ReleasePublication = z.infer<typeof ReleasePublication>;
