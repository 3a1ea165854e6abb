import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bigId, bytes, conversation, createdAt, moment, wardColumn } from './schema.ts';
import { neighbourhood, office, staff } from './schema-staff.ts';

const searchWords = customType<{ data: string }>({ dataType: () => 'tsvector' });
const caseColumn = () =>
  bigint('case_id', { mode: 'number' })
    .notNull()
    .references(() => citizenCase.id, { onDelete: 'cascade' });

/** What a case is about, as a ward divides it. */
export const caseCategory = pgTable(
  'case_category',
  {
    wardId: wardColumn(),
    code: text('code').notNull(),
    nameVi: text('name_vi').notNull(),
    nameEn: text('name_en').notNull(),
    /** Conduct of staff: seen and handled by the chair only. */
    chairOnly: boolean('chair_only').notNull().default(false),
    /** An answer needs a second person's approval. */
    needsApproval: boolean('needs_approval').notNull().default(false),
    /** Nothing that the ward handles: what to do instead, for the citizen. */
    insteadVi: text('instead_vi'),
    insteadEn: text('instead_en'),
    sort: smallint('sort').notNull().default(0),
    closedAt: moment('closed_at'),
  },
  (table) => [primaryKey({ columns: [table.wardId, table.code] })],
);

/** Where cases go: null matches everything. Rows are ended, not edited. */
export const routingRule = pgTable(
  'routing_rule',
  {
    id: serial('id').primaryKey(),
    wardId: wardColumn(),
    category: text('category'),
    neighbourhoodId: integer('neighbourhood_id').references(() => neighbourhood.id),
    keyword: text('keyword'),
    officeId: integer('office_id')
      .notNull()
      .references(() => office.id),
    effectiveFrom: date('effective_from').notNull(),
    effectiveTo: date('effective_to'),
    createdAt: createdAt(),
  },
  (table) => [index('routing_rule_ward').on(table.wardId, table.effectiveFrom)],
);

/** A ward's own deadlines, beside those of `content/law/deadlines.yaml`; ended, not edited. */
export const deadlineRule = pgTable(
  'deadline_rule',
  {
    id: serial('id').primaryKey(),
    wardId: wardColumn(),
    kind: text('kind').notNull(),
    category: text('category'),
    urgent: boolean('urgent'),
    step: text('step').notNull(),
    value: smallint('value').notNull(),
    unit: text('unit').notNull(),
    legalBasis: text('legal_basis').notNull(),
    effectiveFrom: date('effective_from').notNull(),
    effectiveTo: date('effective_to'),
    createdAt: createdAt(),
  },
  (table) => [index('deadline_rule_ward').on(table.wardId, table.kind, table.effectiveFrom)],
);

/** The last order number of a day, for case codes. */
export const caseCounter = pgTable(
  'case_counter',
  { wardId: wardColumn(), day: date('day').notNull(), last: integer('last').notNull() },
  (table) => [primaryKey({ columns: [table.wardId, table.day] })],
);

/** A case (*phản ánh, kiến nghị, câu hỏi*). */
export const citizenCase = pgTable(
  'citizen_case',
  {
    id: bigId(),
    wardId: wardColumn(),
    code: text('code').notNull(),
    /** A `CaseKind`. */
    kind: text('kind').notNull(),
    category: text('category').notNull(),
    /** In the citizen's words; blank after an erasure. */
    body: text('body').notNull(),
    videoLink: text('video_link'),
    neighbourhoodId: integer('neighbourhood_id').references(() => neighbourhood.id),
    address: text('address'),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    /** False: nobody but the handler sees who it was. */
    identityShown: boolean('identity_shown').notNull().default(false),
    /** Name and phone, sealed. */
    contactSealed: text('contact_sealed'),
    /** Where answers go; null after an erasure, and for people without a chat. */
    conversationId: bigint('conversation_id', { mode: 'number' }).references(() => conversation.id, {
      onDelete: 'set null',
    }),
    channel: text('channel').notNull(),
    /** A neighbourhood head or officer who filed it for somebody. */
    filedById: integer('filed_by_id').references(() => staff.id),
    /** A `CaseState`. */
    state: text('state').notNull().default('new'),
    urgent: boolean('urgent').notNull().default(false),
    /** Null = the dispatcher's desk. */
    officeId: integer('office_id').references(() => office.id),
    /** The neighbourhood head holds it before any office does. */
    withHead: boolean('with_head').notNull().default(false),
    assigneeId: integer('assignee_id').references(() => staff.id),
    /** Copied from its category when filed, so that a later change does not open it to others. */
    chairOnly: boolean('chair_only').notNull().default(false),
    receivedAt: moment('received_at').notNull(),
    /** When the present clock began: receipt, or the latest reopening. */
    clockStartedAt: moment('clock_started_at').notNull(),
    dueAt: moment('due_at').notNull(),
    /** The deadline row that was used, whole: a `DeadlineRule`. */
    deadline: jsonb('deadline').notNull(),
    pausedAt: moment('paused_at'),
    /** A `PauseReason`. */
    pauseReason: text('pause_reason'),
    /** Warnings given so far: 0, 50, 80, 100; above that steps of the ladder after the deadline. */
    alarmLevel: smallint('alarm_level').notNull().default(0),
    nextAlarmAt: moment('next_alarm_at'),
    answeredAt: moment('answered_at'),
    closedAt: moment('closed_at'),
    reopenedTimes: smallint('reopened_times').notNull().default(0),
    transferredTimes: smallint('transferred_times').notNull().default(0),
    mergedIntoId: bigint('merged_into_id', { mode: 'number' }),
    rating: smallint('rating'),
    ratedAt: moment('rated_at'),
    /** When the citizen was asked how satisfied they are; once per answer. */
    ratingAskedAt: moment('rating_asked_at'),
    /** The citizen wrote again; null when the handler has seen it. */
    newsAt: moment('news_at'),
    /** Raised by each change: compare-and-set. */
    version: integer('version').notNull().default(1),
    changedAt: moment('changed_at').notNull().defaultNow(),
    /** Folded words of code, body and address. */
    searchWords: searchWords('search_words').notNull(),
  },
  (table) => [
    uniqueIndex('citizen_case_code').on(table.wardId, table.code),
    index('citizen_case_open')
      .on(table.wardId, table.dueAt, table.id)
      .where(sql`state in ('new', 'in_progress', 'waiting')`),
    index('citizen_case_office')
      .on(table.wardId, table.officeId, table.dueAt)
      .where(sql`state in ('new', 'in_progress', 'waiting')`),
    index('citizen_case_assignee')
      .on(table.assigneeId, table.dueAt)
      .where(sql`state in ('new', 'in_progress', 'waiting')`),
    index('citizen_case_newest').on(table.wardId, table.receivedAt.desc(), table.id.desc()),
    index('citizen_case_category').on(table.wardId, table.category, table.receivedAt.desc()),
    index('citizen_case_conversation').on(table.conversationId),
    index('citizen_case_alarm').on(table.nextAlarmAt).where(sql`next_alarm_at is not null`),
  ],
);

/** The history of a case. Rows are added only, and hold ids and codes, never what somebody wrote. */
export const caseEvent = pgTable(
  'case_event',
  {
    id: bigId(),
    wardId: wardColumn(),
    caseId: caseColumn(),
    at: moment('at').notNull(),
    /** citizen | staff | house */
    actor: text('actor').notNull(),
    staffId: integer('staff_id').references(() => staff.id),
    kind: text('kind').notNull(),
    facts: jsonb('facts').notNull().default({}),
  },
  (table) => [index('case_event_case').on(table.caseId, table.id)],
);

/** What was written about a case: the citizen's further messages, internal notes, reasons. */
export const caseNote = pgTable(
  'case_note',
  {
    id: bigId(),
    wardId: wardColumn(),
    caseId: caseColumn(),
    /** citizen = said by the citizen; internal = for staff only; reason = why something was done */
    kind: text('kind').notNull(),
    staffId: integer('staff_id').references(() => staff.id),
    body: text('body').notNull(),
    /** Staff ids of an internal note's @mentions. */
    mentions: jsonb('mentions').notNull().default([]),
    createdAt: createdAt(),
  },
  (table) => [index('case_note_case').on(table.caseId, table.id)],
);

/** A photo of a case: re-encoded, without place or device in it. */
export const casePhoto = pgTable(
  'case_photo',
  {
    id: text('id').primaryKey(),
    wardId: wardColumn(),
    /** Null while the report is still being written. */
    caseId: bigint('case_id', { mode: 'number' }).references(() => citizenCase.id, { onDelete: 'cascade' }),
    conversationId: bigint('conversation_id', { mode: 'number' }).references(() => conversation.id, {
      onDelete: 'set null',
    }),
    mime: text('mime').notNull(),
    width: smallint('width').notNull(),
    height: smallint('height').notNull(),
    content: bytes('content').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('case_photo_case').on(table.caseId),
    index('case_photo_conversation').on(table.conversationId),
  ],
);

/** An answer to the citizen, from draft to delivery. */
export const caseAnswer = pgTable(
  'case_answer',
  {
    id: bigId(),
    wardId: wardColumn(),
    caseId: caseColumn(),
    body: text('body').notNull(),
    /** True: it ends the case. False: news on the way. */
    isFinal: boolean('is_final').notNull(),
    /** waiting_approval | returned | queued | phoned */
    state: text('state').notNull(),
    writtenById: integer('written_by_id')
      .notNull()
      .references(() => staff.id),
    decidedById: integer('decided_by_id').references(() => staff.id),
    createdAt: createdAt(),
    decidedAt: moment('decided_at'),
  },
  (table) => [
    index('case_answer_case').on(table.caseId, table.id),
    index('case_answer_waiting').on(table.wardId, table.id).where(sql`state = 'waiting_approval'`),
  ],
);

/** The messages that an answer or a notice became, one set per person who follows the case. */
export const caseMessage = pgTable(
  'case_message',
  {
    messageId: bigint('message_id', { mode: 'number' }).primaryKey(),
    wardId: wardColumn(),
    caseId: caseColumn(),
    answerId: bigint('answer_id', { mode: 'number' }),
  },
  (table) => [index('case_message_case').on(table.caseId), index('case_message_answer').on(table.answerId)],
);

/** Who else is told: people who chose to follow, and the citizens of merged cases. */
export const caseFollower = pgTable(
  'case_follower',
  {
    wardId: wardColumn(),
    caseId: caseColumn(),
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.conversationId] }),
    index('case_follower_conversation').on(table.conversationId),
  ],
);

/** Ready sentences for answers; null matches every category. */
export const answerTemplate = pgTable(
  'answer_template',
  {
    id: serial('id').primaryKey(),
    wardId: wardColumn(),
    category: text('category'),
    title: text('title').notNull(),
    body: text('body').notNull(),
    closedAt: moment('closed_at'),
  },
  (table) => [index('answer_template_ward').on(table.wardId)],
);

/**
 * Who wants to be called about a complaint or denunciation. Only the chair and the officer named here read it; it
 * is in no list, search or export.
 */
export const petition = pgTable(
  'petition',
  {
    id: bigId(),
    wardId: wardColumn(),
    /** A `PetitionKind`. */
    kind: text('kind').notNull(),
    /** Name, phone and when to call, sealed. */
    contactSealed: text('contact_sealed').notNull(),
    conversationId: bigint('conversation_id', { mode: 'number' }).references(() => conversation.id, {
      onDelete: 'set null',
    }),
    assigneeId: integer('assignee_id').references(() => staff.id),
    createdAt: createdAt(),
    handledAt: moment('handled_at'),
  },
  (table) => [index('petition_ward').on(table.wardId, table.id)],
);
