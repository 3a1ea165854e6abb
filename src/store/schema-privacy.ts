import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bigId, createdAt, moment, wardColumn } from './schema.ts';
import { staff } from './schema-staff.ts';

/** What a citizen asked about their own data, and when it was done: the proof that the law's limits were kept. */
export const dataRequest = pgTable(
  'data_request',
  {
    id: bigId(),
    wardId: wardColumn(),
    /** access | erasure */
    kind: text('kind').notNull(),
    /** Whose; not a reference: the row outlives an erasure, and then means nobody. */
    conversationId: bigint('conversation_id', { mode: 'number' }),
    /** The member of staff who did it for them; null = asked in the chat. */
    staffId: integer('staff_id').references(() => staff.id),
    requestedAt: createdAt(),
    dueAt: moment('due_at'),
    doneAt: moment('done_at'),
  },
  (table) => [index('data_request_ward').on(table.wardId, table.doneAt, table.id)],
);
