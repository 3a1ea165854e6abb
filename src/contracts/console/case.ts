/** One case in the console: `/api/console/cases/{id}`. */
import { z } from 'zod';
import { caseStates } from '../../core/case.ts';
import { CaseRow, Person } from './cases.ts';

export const CaseEvent = z.object({
  id: z.number().int(),
  at: z.number(),
  actor: z.enum(['citizen', 'staff', 'house']),
  staff: Person.nullable(),
  /** filed, claimed, assigned, transferred, referred, paused, resumed, noted, answered, … */
  kind: z.string(),
  /** Ids and codes, as the history keeps them. */
  facts: z.record(z.string(), z.unknown()),
  /** What was written with it: a reason, a note, the citizen's words. Null after an erasure. */
  words: z.string().nullable(),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

/** Where one message of an answer is. `reason` is the vendor's refusal as one of our codes. */
export const AnswerMessage = z.object({
  messageId: z.number().int(),
  channel: z.string(),
  /** created | sending | sent | delivered | seen | temporary_failure | permanent_failure | technical_failure | unknown */
  state: z.string(),
  reason: z.string().nullable(),
  /** The reason as a sentence, in the reader's language. */
  words: z.string().nullable(),
  at: z.number(),
});

export const CaseAnswer = z.object({
  id: z.number().int(),
  body: z.string(),
  isFinal: z.boolean(),
  /** waiting_approval | returned | queued | phoned */
  state: z.enum(['waiting_approval', 'returned', 'queued', 'phoned']),
  writtenBy: Person,
  decidedBy: Person.nullable(),
  createdAt: z.number(),
  decidedAt: z.number().nullable(),
  messages: z.array(AnswerMessage),
  /** What may be done when the messages did not arrive. */
  fallbacks: z.array(z.enum(['sms', 'template', 'phone', 'again'])),
});
export type CaseAnswer = z.infer<typeof CaseAnswer>;

export const CasePhoto = z.object({ id: z.string(), width: z.number().int(), height: z.number().int() });

/** How the citizen can be reached now. */
export const ReplyWay = z.object({
  channel: z.string(),
  /** Until when a free answer is possible; null = always, or never (see `open`). */
  windowClosesAt: z.number().nullable(),
  open: z.boolean(),
  /** The citizen has blocked us. */
  blocked: z.boolean(),
  /** Longest answer in one message of the channel, in characters. */
  maxChars: z.number().int(),
});

export const caseActs = [
  'claim',
  'take_over',
  'assign',
  'transfer',
  'refer',
  'pause',
  'resume',
  'merge',
  'decline',
  'note',
  'answer',
  'approve',
  'reopen',
  'publish',
] as const;

export const CaseDetail = CaseRow.extend({
  body: z.string(),
  videoLink: z.string().nullable(),
  address: z.string().nullable(),
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** False: a name or number that was given is for the handler and the chair only. */
  identityShown: z.boolean(),
  /** A name or a number was given, whoever may read it. */
  hasContact: z.boolean(),
  /** Null = hidden from this reader, or not given. */
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  filedBy: Person.nullable(),
  /** The row that set the clock, with its legal basis. */
  deadline: z.object({
    value: z.number(),
    unit: z.string(),
    legalBasis: z.string(),
    confidence: z.string(),
    effectiveFrom: z.string(),
  }),
  answeredAt: z.number().nullable(),
  reopenedTimes: z.number().int(),
  mergedInto: z.object({ id: z.number().int(), code: z.string() }).nullable(),
  merged: z.array(z.object({ id: z.number().int(), code: z.string() })),
  followers: z.number().int(),
  ratingWords: z.string().nullable(),
  photosList: z.array(CasePhoto),
  history: z.array(CaseEvent),
  answers: z.array(CaseAnswer),
  /** Null = nobody to answer on a channel: filed for somebody without one, or erased. */
  reply: ReplyWay.nullable(),
  /** How an answer can be given to somebody whom the chat does not reach; empty for everybody else. */
  otherWays: z.array(z.enum(['sms', 'phone'])),
  conversationId: z.number().int().nullable(),
  /** Who may be named in a note: they see the case. */
  readers: z.array(Person),
  /** What this person may do with it now. */
  acts: z.array(z.enum(caseActs)),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

const Version = { version: z.int32() };
const Reason = z.string().trim().min(3).max(1000);

export const Claim = z.object({});
export const ClaimAnswer = z.object({
  outcome: z.enum(['claimed', 'taken']),
  /** Who has it, when it was taken. */
  by: z.string().nullable(),
});
/** From a colleague of the same office, who is told why. */
export const TakeOver = z.object({ ...Version, reason: Reason });
export const Assign = z.object({ ...Version, staffId: z.int32(), reason: Reason });
export const Transfer = z.object({ ...Version, officeId: z.int32().nullable(), reason: Reason });
/** To a body outside the ward: an office of kind `external`. */
export const Refer = z.object({ ...Version, officeId: z.int32(), reason: Reason });
export const Pause = z.object({
  ...Version,
  reason: z.enum(['supplement', 'other_agency']),
  words: Reason,
});
export const Resume = z.object(Version);
export const Merge = z.object({ ...Version, intoId: z.number().int() });
/** Not accepted; the citizen is told the reason. */
export const Decline = z.object({ ...Version, reason: Reason });
export const Reopen = z.object({ ...Version, reason: Reason });
export const NewNote = z.object({
  body: z.string().trim().min(1).max(4000),
  mentions: z.array(z.int32()).max(20).default([]),
});
export const NewAnswer = z.object({
  ...Version,
  body: z.string().trim().min(1).max(4000),
  isFinal: z.boolean(),
  /** Not in the chat: by SMS, or told already (by phone, at the counter) and only recorded. */
  way: z.enum(['sms', 'phone']).exactOptional(),
});
export const AnswerPreview = z.object({
  channel: z.string(),
  /** The messages as the citizen will see them, after splitting and filling in. */
  messages: z.array(z.string()),
});
export const PreviewRequest = z.object({ body: z.string().max(4000) });
export const AnswerDecision = z.object({ ...Version, words: z.string().trim().max(1000).exactOptional() });
/** Back to whoever wrote it: with what is to be changed. */
export const AnswerReturn = z.object({ ...Version, words: Reason });
export const Fallback = z.object({
  ...Version,
  way: z.enum(['sms', 'template', 'phone', 'again']),
  /** What was said, when by phone. */
  words: z.string().trim().max(1000).exactOptional(),
});
/** Every act answers with the case as it is now. */
export const Changed = z.object({
  id: z.number().int(),
  version: z.number().int(),
  state: z.enum(caseStates),
});

/** Filed by staff for somebody: at the counter, by phone, by a neighbourhood head. */
export const NewCase = z.object({
  kind: z.enum(['feedback', 'suggestion', 'question']),
  category: z.string().max(60),
  body: z.string().trim().min(5).max(10_000),
  neighbourhoodId: z.int32().nullable(),
  address: z.string().trim().max(300).nullable(),
  urgent: z.boolean().default(false),
  /** Whose matter it is; no phone is needed. */
  name: z.string().trim().max(100).nullable(),
  phone: z.string().trim().max(20).nullable(),
});
export const Filed = z.object({ id: z.number().int(), code: z.string(), dueAt: z.number() });
export const SimilarCases = z.object({
  cases: z.array(
    z.object({
      id: z.number().int(),
      code: z.string(),
      excerpt: z.string(),
      score: z.number(),
      state: z.enum(caseStates),
    }),
  ),
});

/** Where a case would go, rule by rule. */
export const RouteQuestion = z.object({
  category: z.string().max(60),
  neighbourhoodId: z.int32().nullable(),
  text: z.string().max(10_000),
});
export const RouteExplanation = z.object({
  officeId: z.number().int().nullable(),
  /** A body outside the ward, to which the dispatcher would be proposed to refer it. */
  proposedOfficeId: z.number().int().nullable(),
  chairOnly: z.boolean(),
  deadline: z
    .object({ dueAt: z.number(), legalBasis: z.string(), value: z.number(), unit: z.string() })
    .nullable(),
  rules: z.array(
    z.object({
      ruleId: z.number().int(),
      officeId: z.number().int(),
      matched: z.boolean(),
      chosen: z.boolean(),
      why: z.array(z.string()),
      whyNot: z.array(z.string()),
    }),
  ),
});
