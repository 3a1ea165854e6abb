import { z } from 'zod';

const text = z.string().trim().min(1);
const texts = z.array(text).min(1);

/** `thesaurus.yaml`: concept -> words and phrases that mean it, everyday and official alike. */
export const Thesaurus = z.record(z.string().regex(/^[a-z0-9-]+$/), z.array(text).min(2));
export type Thesaurus = z.infer<typeof Thesaurus>;

/** `terms.yaml`: how citizens type. */
export const Terms = z.strictObject({
  /** Abbreviation or teencode -> full wording (several readings are all tried). */
  abbreviations: z.record(text, z.union([text, texts])),
  /** Words and phrases that carry little, and that say much: weight (1 is usual) -> phrases. */
  weights: z.array(z.strictObject({ weight: z.number().min(0).max(3), phrases: texts })),
  /** Ages and the concept that each range means; an age is a number before one of `ageWords`. */
  ages: z.array(z.strictObject({ from: z.number().int(), to: z.number().int(), concept: text })),
  ageWords: texts,
  /** Numbers written as words. */
  numerals: z.record(text, z.number().int()),
  /** A special case is held back unless the question names it. */
  cues: z.array(
    z.strictObject({
      /** Phrases of an official name that make it the special case. */
      names: texts,
      /** Further phrases of a question that ask for it. */
      asks: texts.optional(),
      /** Concepts of the thesaurus that ask for it. */
      concepts: texts.optional(),
      demote: z.number().min(0).max(1),
    }),
  ),
});
export type Terms = z.infer<typeof Terms>;

export const SmalltalkTopic = z.enum(['greet', 'thanks', 'bye', 'praise', 'abuse', 'bot', 'ok']);
export type SmalltalkTopic = z.infer<typeof SmalltalkTopic>;

/** `smalltalk.yaml`: whole sentences and openings that ask for nothing, and what is out of our scope. */
export const Smalltalk = z.strictObject({
  topics: z.record(SmalltalkTopic, texts),
  /** Words that may stand around a small-talk phrase without making it a question. */
  fillers: texts,
  /** Phrases of subjects that no ward office handles. */
  outOfScope: texts,
  /** Phrases of subjects that a ward answers for and that nothing here tells of: no answer is better than a wrong one. */
  noAnswerYet: texts,
});
export type Smalltalk = z.infer<typeof Smalltalk>;

export const ProcedurePart = z.enum([
  'overview',
  'documents',
  'bring',
  'fee',
  'time',
  'where',
  'steps',
  'legal',
  'forms',
  'share',
]);
export type ProcedurePart = z.infer<typeof ProcedurePart>;

export const AskedPart = ProcedurePart.exclude(['share']);
export type AskedPart = z.infer<typeof AskedPart>;

/** `asked-parts.yaml`: words that ask for one part of a procedure, first match in file order wins. */
export const AskedParts = z.array(z.strictObject({ part: AskedPart, phrases: texts }));
export type AskedParts = z.infer<typeof AskedParts>;
