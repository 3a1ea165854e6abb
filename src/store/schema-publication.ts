import { bigint, date, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, moment, wardColumn } from './schema.ts';
import { citizenCase } from './schema-cases.ts';
import { staff } from './schema-staff.ts';

/** A question and its answer as everybody may read them: masked by rule, checked and released by a person. */
export const publication = pgTable(
  'publication',
  {
    caseId: bigint('case_id', { mode: 'number' })
      .primaryKey()
      .references(() => citizenCase.id, { onDelete: 'cascade' }),
    wardId: wardColumn(),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    category: text('category').notNull(),
    officeId: integer('office_id'),
    askedOn: date('asked_on').notNull(),
    answeredOn: date('answered_on').notNull(),
    /** draft | released | withdrawn */
    state: text('state').notNull().default('draft'),
    preparedById: integer('prepared_by_id').references(() => staff.id),
    releasedById: integer('released_by_id').references(() => staff.id),
    releasedAt: moment('released_at'),
    createdAt: createdAt(),
  },
  (table) => [index('publication_ward').on(table.wardId, table.state, table.releasedAt.desc())],
);
