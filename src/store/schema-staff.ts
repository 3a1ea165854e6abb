import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bigId, createdAt, moment, wardColumn } from './schema.ts';

/** A part of the ward's administration (*phòng, ban, đơn vị*), or a body outside that matters are referred to. */
export const office = pgTable(
  'office',
  {
    id: serial('id').primaryKey(),
    wardId: wardColumn(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    /** Other names, older ones too: people go on using them. */
    aliases: jsonb('aliases').notNull().default([]),
    /** internal | external */
    kind: text('kind').notNull().default('internal'),
    /** What it answers for, in words that a citizen understands. */
    about: text('about'),
    phone: text('phone'),
    address: text('address'),
    website: text('website'),
    /** Where notices for the whole office go: e-mail address, Telegram group. */
    notify: jsonb('notify').notNull().default({}),
    closedAt: moment('closed_at'),
  },
  (table) => [uniqueIndex('office_code').on(table.wardId, table.code)],
);

/** A part of the ward (*khu phố, tổ dân phố, thôn*). */
export const neighbourhood = pgTable(
  'neighbourhood',
  {
    id: serial('id').primaryKey(),
    wardId: wardColumn(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    aliases: jsonb('aliases').notNull().default([]),
    /** Its head receives its cases first, before any office. */
    headReceivesFirst: boolean('head_receives_first').notNull().default(false),
    closedAt: moment('closed_at'),
  },
  (table) => [uniqueIndex('neighbourhood_code').on(table.wardId, table.code)],
);

/** Staff of a ward. */
export const staff = pgTable(
  'staff',
  {
    id: serial('id').primaryKey(),
    wardId: wardColumn(),
    email: text('email').notNull(),
    name: text('name').notNull().default(''),
    language: text('language').notNull().default('vi'),
    passwordHash: text('password_hash').notNull(),
    mustChangePassword: boolean('must_change_password').notNull().default(true),
    /** The TOTP secret, sealed; counts from the moment it was confirmed. */
    totpSealed: text('totp_sealed'),
    totpConfirmedAt: moment('totp_confirmed_at'),
    /** The last time step whose code was taken: a code works once. */
    totpLastStep: integer('totp_last_step'),
    /** Subject at the identity provider, when signed in there before. */
    oidcSubject: text('oidc_subject'),
    failedSignIns: smallint('failed_sign_ins').notNull().default(0),
    lockedUntil: moment('locked_until'),
    /** May not sign in any more; what was done under the name stays. */
    disabledAt: moment('disabled_at'),
    /** While away, what would come to this person goes to the deputy. */
    awayFrom: moment('away_from'),
    awayUntil: moment('away_until'),
    deputyId: integer('deputy_id'),
    /** By which ways notices of a kind are wanted, as far as the person has said so: `{ due_soon: { email: false } }`. */
    notify: jsonb('notify').notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('staff_email').on(table.email),
    uniqueIndex('staff_oidc').on(table.oidcSubject).where(sql`oidc_subject is not null`),
    index('staff_ward').on(table.wardId, table.id),
  ],
);

/** What a person may do; officers and leads belong to an office, heads to a neighbourhood. */
export const staffRole = pgTable(
  'staff_role',
  {
    id: serial('id').primaryKey(),
    wardId: wardColumn(),
    staffId: integer('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    officeId: integer('office_id').references(() => office.id),
    neighbourhoodId: integer('neighbourhood_id').references(() => neighbourhood.id),
  },
  (table) => [
    uniqueIndex('staff_role_once').on(
      table.staffId,
      table.role,
      sql`coalesce(office_id, 0)`,
      sql`coalesce(neighbourhood_id, 0)`,
    ),
    index('staff_role_office').on(table.wardId, table.officeId, table.role),
  ],
);

/** A sign-in that has not ended. The browser holds a random token, we its hash. */
export const staffSession = pgTable(
  'staff_session',
  {
    tokenHash: text('token_hash').primaryKey(),
    wardId: wardColumn(),
    staffId: integer('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** Shown to its owner, for recognising a device. */
    device: text('device').notNull(),
    createdAt: createdAt(),
    lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('staff_session_staff').on(table.staffId), index('staff_session_end').on(table.expiresAt)],
);

/** A link or code that works once: a new password, linking a chat. */
export const staffToken = pgTable(
  'staff_token',
  {
    tokenHash: text('token_hash').primaryKey(),
    wardId: wardColumn(),
    staffId: integer('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** password | telegram | sign_in */
    purpose: text('purpose').notNull(),
    createdAt: createdAt(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('staff_token_staff').on(table.staffId)],
);

/**
 * What staff did, one row after the other: each holds the hash of the one before, so that a changed or missing row
 * shows. Rows are added only; migration `cases-row-level-security` takes the right to change them away.
 */
export const auditEntry = pgTable(
  'audit_entry',
  {
    id: bigId(),
    wardId: wardColumn(),
    /** Counts from 1 within the ward, without a gap. */
    number: integer('number').notNull(),
    at: moment('at').notNull(),
    staffId: integer('staff_id'),
    action: text('action').notNull(),
    target: text('target').notNull().default(''),
    /** Ids and codes, never what somebody wrote. */
    facts: jsonb('facts').notNull().default({}),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [uniqueIndex('audit_entry_number').on(table.wardId, table.number)],
);
