/** Unanswered questions and the ward's own texts: `/api/console/questions`, `/api/console/knowledge`. */
import { z } from 'zod';
import { Person } from './cases.ts';

export const questionStates = ['open', 'drafted', 'answered', 'dismissed'] as const;

export const QuestionQuery = z.object({
  state: z.enum(questionStates).default('open'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type QuestionQuery = z.infer<typeof QuestionQuery>;

/** Asked most first; the same question in other spellings counts as one. */
export const QuestionList = z.object({
  questions: z.array(
    z.object({
      id: z.number().int(),
      /** As it was first asked; long numbers hidden. */
      question: z.string(),
      timesAsked: z.number().int(),
      lastAskedAt: z.number(),
      state: z.enum(questionStates),
      /** The text that answers it, or is to. */
      knowledgeId: z.number().int().nullable(),
    }),
  ),
});
export type QuestionList = z.infer<typeof QuestionList>;

/** `words`: a sentence of a flow in the ward's own wording; its `body` is the sentence, its `title` tells staff where.
 * `procedure`: what the ward corrects of a procedure, whose code is the `key`; only `title` and `facts` are used. */
export const knowledgeKinds = ['faq', 'guide', 'words', 'procedure'] as const;
export const knowledgeStates = ['draft', 'waiting', 'live', 'replaced', 'rejected', 'retired'] as const;
export type KnowledgeState = (typeof knowledgeStates)[number];

const line = z.string().trim().min(1).max(300);

/** Facts of a procedure in the ward's words: each goes before what was published; `note` stands beside it. */
const ProcedureFacts = z.object({
  fee: line.exactOptional(),
  time: line.exactOptional(),
  where: line.exactOptional(),
  note: line.exactOptional(),
});

/** An answer to a question (`faq`), or a guide: told as it is, found by its title and the ways of asking. */
export const KnowledgeContent = z.object({
  title: line,
  /** Other ways to ask for it. */
  asks: z.array(line).max(50).default([]),
  /** Empty while it is a draft. */
  body: z.string().trim().max(8000),
  links: z
    .array(z.object({ label: line, url: z.url({ protocol: /^https?$/ }).max(500) }))
    .max(5)
    .default([]),
  facts: ProcedureFacts.exactOptional(),
});
export type KnowledgeContent = z.infer<typeof KnowledgeContent>;

/** `muon-nha-van-hoa`; of a sentence `<flow>.<step>.<text|brief|help|options.x|errors.y>` or `shared.<key>`. */
const Key = z
  .string()
  .regex(/^[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*$/)
  .max(160);

const Tongue = z.enum(['vi', 'en']);

export const KnowledgeQuery = z.object({
  kind: z.enum(knowledgeKinds).exactOptional(),
  state: z.enum(knowledgeStates).exactOptional(),
  /** All versions of one text. */
  key: Key.exactOptional(),
});
export type KnowledgeQuery = z.infer<typeof KnowledgeQuery>;

export const KnowledgeRow = z.object({
  id: z.number().int(),
  kind: z.enum(knowledgeKinds),
  key: z.string(),
  language: Tongue,
  version: z.number().int(),
  state: z.enum(knowledgeStates),
  content: KnowledgeContent,
  author: Person.nullable(),
  reviewer: Person.nullable(),
  reviewWords: z.string().nullable(),
  createdAt: z.number(),
  decidedAt: z.number().nullable(),
  questionId: z.number().int().nullable(),
  /** The file that it replaces has changed since, by an upgrade: somebody should compare. */
  fileChanged: z.boolean(),
});
export type KnowledgeRow = z.infer<typeof KnowledgeRow>;

export const KnowledgeList = z.object({
  texts: z.array(KnowledgeRow),
  /** Guides of the starter pack that are told as they came. */
  files: z.array(z.object({ kind: z.literal('guide'), key: z.string(), content: KnowledgeContent })),
  /** Of one text: the guide of the starter pack that it stands for; null when there is none. */
  original: KnowledgeContent.nullable(),
});
export type KnowledgeList = z.infer<typeof KnowledgeList>;

/** A new version, as a draft. Without `key` a new text. */
export const NewKnowledge = z.object({
  kind: z.enum(knowledgeKinds),
  key: Key.exactOptional(),
  /** Vietnamese when it is not said; only `words` have another. */
  language: Tongue.exactOptional(),
  /** The newest version that the author has seen, 0 for none: refused when somebody has written another since. */
  after: z.number().int().min(0).exactOptional(),
  content: KnowledgeContent,
});
export type NewKnowledge = z.infer<typeof NewKnowledge>;

export const ReviewWords = z.object({ words: z.string().trim().max(1000).exactOptional() });
export const Rejection = z.object({ words: z.string().trim().min(3).max(1000) });

/** What citizens would read, channel by channel. */
export const PreviewKnowledge = z.object({ content: KnowledgeContent });
export const KnowledgePreviews = z.object({
  previews: z.array(
    z.object({
      channel: z.string(),
      messages: z.array(
        z.object({ text: z.string(), buttons: z.array(z.object({ label: z.string(), url: z.string() })) }),
      ),
    }),
  ),
});
export type KnowledgePreviews = z.infer<typeof KnowledgePreviews>;

export const WordsQuery = z.object({
  /** A flow of the list, `shared` for what is said in any state, or `all`. */
  flow: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .max(80)
    .default('shared'),
  /** Both when it is not said. */
  language: Tongue.exactOptional(),
});
export type WordsQuery = z.infer<typeof WordsQuery>;

/** Everything that one flow says: as the starter pack has it, and as the ward does. */
export const WordsList = z.object({
  flows: z.array(z.object({ id: z.string(), title: z.string() })),
  sentences: z.array(
    z.object({
      key: z.string(),
      language: Tongue,
      file: z.string(),
      /** The wording of the ward that is live. */
      own: z.object({ id: z.number().int(), text: z.string(), fileChanged: z.boolean() }).nullable(),
      /** A wording that is being written or reviewed. */
      pending: z
        .object({ id: z.number().int(), text: z.string(), state: z.enum(knowledgeStates) })
        .nullable(),
      /** Newest version, for `after`; 0 when nobody has written one. */
      version: z.number().int(),
    }),
  ),
});
export type WordsList = z.infer<typeof WordsList>;

export const ProcedureQuery = z.object({
  /** Words of its name, or its code. */
  q: z.string().trim().max(100).default(''),
});
export type ProcedureQuery = z.infer<typeof ProcedureQuery>;

const ProcedureName = z.object({
  code: z.string(),
  /** As it stands in the national catalogue. */
  name: z.string(),
  /** What people call it. */
  title: z.string(),
});

/** Procedures that can be corrected. */
export const ProcedureList = z.object({
  procedures: z.array(ProcedureName.extend({ corrected: z.boolean() })),
});
export type ProcedureList = z.infer<typeof ProcedureList>;

const PublishedFacts = z.object({ fee: z.string(), time: z.string(), where: z.string() });
export type PublishedFacts = z.infer<typeof PublishedFacts>;

/** What citizens are told of it as it was published, without the ward's corrections. */
export const ProcedureView = ProcedureName.extend({ published: PublishedFacts });
export type ProcedureView = z.infer<typeof ProcedureView>;
