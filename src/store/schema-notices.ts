import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bigId, channelAccount, createdAt, moment, wardColumn } from './schema.ts';
import { citizenCase } from './schema-cases.ts';
import { office, staff } from './schema-staff.ts';

/** A notice to staff that goes out of the house: one row for each person or office and each way. */
export const staffNotice = pgTable(
  'staff_notice',
  {
    id: bigId(),
    wardId: wardColumn(),
    /** What it tells of, such as `due_soon:17:80`: the same is told once on each way. */
    occasion: text('occasion').notNull(),
    /** new_case | due_soon | overdue | assigned | mentioned | returned | … */
    kind: text('kind').notNull(),
    caseId: bigint('case_id', { mode: 'number' }).references(() => citizenCase.id, { onDelete: 'cascade' }),
    staffId: integer('staff_id').references(() => staff.id, { onDelete: 'cascade' }),
    officeId: integer('office_id').references(() => office.id, { onDelete: 'cascade' }),
    /** email | push | telegram */
    way: text('way').notNull(),
    /** Ids and codes, never what somebody wrote. */
    facts: jsonb('facts').notNull().default({}),
    /** due | sending | sent | failed | unknown */
    state: text('state').notNull().default('due'),
    attempts: smallint('attempts').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').notNull().defaultNow(),
    claimedAt: moment('claimed_at'),
    sentAt: moment('sent_at'),
    /** Why it failed: a code. */
    reason: text('reason'),
    /** Message in the group, so that an answer to it finds its case. */
    vendorMessageId: text('vendor_message_id'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('staff_notice_once').on(
      table.wardId,
      table.occasion,
      table.way,
      sql`coalesce(staff_id, 0)`,
      sql`coalesce(office_id, 0)`,
    ),
    index('staff_notice_due').on(table.nextAttemptAt).where(sql`state in ('due', 'sending')`),
    index('staff_notice_vendor').on(table.wardId, table.vendorMessageId),
  ],
);

/** A browser that takes notices for a member of staff. */
export const staffPush = pgTable(
  'staff_push',
  {
    id: bigId(),
    wardId: wardColumn(),
    staffId: integer('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    endpointHash: text('endpoint_hash').notNull(),
    /** Address and keys of the subscription, sealed. */
    sealed: text('sealed').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('staff_push_endpoint').on(table.endpointHash),
    index('staff_push_staff').on(table.staffId),
  ],
);

/** Who of the staff writes under which name on a channel; linked by a code that works once. */
export const staffChat = pgTable(
  'staff_chat',
  {
    id: bigId(),
    wardId: wardColumn(),
    staffId: integer('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    accountId: integer('account_id')
      .notNull()
      .references(() => channelAccount.id, { onDelete: 'cascade' }),
    externalId: text('external_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('staff_chat_external').on(table.accountId, table.externalId),
    index('staff_chat_staff').on(table.staffId),
  ],
);

/** A secret that the house made itself and that all its processes share, sealed: the keys it signs pushes with. */
export const houseSecret = pgTable('house_secret', {
  name: text('name').primaryKey(),
  sealed: text('sealed').notNull(),
  createdAt: createdAt(),
});
