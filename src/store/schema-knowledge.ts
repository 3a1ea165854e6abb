import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bigId, createdAt, moment, unansweredQuestion, wardColumn } from './schema.ts';
import { staff } from './schema-staff.ts';

/**
 * One version of a text that a ward has written or changed: an answer of its own, a guide, a contact, a sentence of
 * a flow. Files under `content/` are what a ward begins with; the version that is live here goes before them.
 */
export const knowledgeEdit = pgTable(
  'knowledge_edit',
  {
    id: bigId(),
    wardId: wardColumn(),
    /** faq | guide | procedure | contacts | hours | words */
    kind: text('kind').notNull(),
    /** Which one of its kind: a code, or the key of a sentence. */
    key: text('key').notNull(),
    language: text('language').notNull().default('vi'),
    /** Counts from 1 for each kind, key and language. */
    version: integer('version').notNull(),
    content: jsonb('content').notNull(),
    /** draft | waiting | live | replaced | rejected | retired */
    state: text('state').notNull().default('draft'),
    /** Digest of the file's text that this replaced: when a later release changes it, staff are asked. */
    basedOn: text('based_on'),
    questionId: bigint('question_id', { mode: 'number' }).references(() => unansweredQuestion.id, {
      onDelete: 'set null',
    }),
    authorId: integer('author_id').references(() => staff.id),
    reviewerId: integer('reviewer_id').references(() => staff.id),
    reviewWords: text('review_words'),
    createdAt: createdAt(),
    decidedAt: moment('decided_at'),
  },
  (table) => [
    uniqueIndex('knowledge_edit_version').on(
      table.wardId,
      table.kind,
      table.key,
      table.language,
      table.version,
    ),
    uniqueIndex('knowledge_edit_live')
      .on(table.wardId, table.kind, table.key, table.language)
      .where(sql`state = 'live'`),
    index('knowledge_edit_state').on(table.wardId, table.state, table.id),
  ],
);
