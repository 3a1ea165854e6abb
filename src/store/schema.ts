import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/**
 * Every table with `ward_id` belongs to a ward: row-level security (migration `row-level-security`) shows
 * its rows only inside a transaction opened for that ward.
 */
export const wardColumn = () =>
  integer('ward_id')
    .notNull()
    .references(() => ward.id);
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const createdAt = () => moment('created_at').notNull().defaultNow();
export const bigId = () => bigserial('id', { mode: 'number' }).primaryKey();

/** The tenant: a *phường* or *xã*. */
export const ward = pgTable('ward', {
  id: serial('id').primaryKey(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  province: text('province').notNull(),
  /** Contacts, office hours and other facts that a citizen may ask for. */
  settings: jsonb('settings').notNull().default({}),
  createdAt: createdAt(),
});

/** One bot, OA, page or web chat of a ward. Secrets are encrypted with a key derived from APP_SECRET. */
export const channelAccount = pgTable(
  'channel_account',
  {
    id: serial('id').primaryKey(),
    wardId: wardColumn(),
    channel: text('channel').notNull(),
    externalId: text('external_id').notNull(),
    settings: jsonb('settings').notNull().default({}),
    secrets: text('secrets'),
    /** What the channel has learned about its account: buttons refused, states of templates … */
    notes: jsonb('notes').notNull().default({}),
    /** While in the future, messages of this account wait. */
    pausedUntil: moment('paused_until'),
    pauseReason: text('pause_reason'),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('channel_account_external').on(table.channel, table.externalId)],
);

/** An account's token pair, sealed. One renewer at a time: the row is locked while the platform is asked. */
export const channelToken = pgTable('channel_token', {
  accountId: integer('account_id')
    .primaryKey()
    .references(() => channelAccount.id, { onDelete: 'cascade' }),
  sealed: text('sealed').notNull(),
  issuedAt: moment('issued_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
});

/**
 * A renewal that was begun: written by itself before the platform is asked, gone with the commit of the new
 * pair. One that is still here while nobody holds the lock lost its process in between.
 */
export const tokenRenewal = pgTable('token_renewal', {
  accountId: integer('account_id')
    .primaryKey()
    .references(() => channelAccount.id, { onDelete: 'cascade' }),
  startedAt: moment('started_at').notNull().defaultNow(),
});

/** A consent that was asked for on the platform's page and has not come back yet. */
export const pendingConsent = pgTable('pending_consent', {
  state: text('state').primaryKey(),
  accountId: integer('account_id')
    .notNull()
    .references(() => channelAccount.id, { onDelete: 'cascade' }),
  /** The PKCE verifier, sealed. */
  sealed: text('sealed').notNull(),
  createdAt: createdAt(),
});

/** A short address of ours (`/r/CODE`) that counts who follows it. */
export const shortLink = pgTable(
  'short_link',
  {
    id: bigId(),
    wardId: wardColumn(),
    code: text('code').notNull(),
    target: text('target').notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('short_link_code').on(table.code)],
);

/** How often a short address was followed, by day in Vietnam. */
export const shortLinkDay = pgTable(
  'short_link_day',
  {
    wardId: wardColumn(),
    linkId: bigint('link_id', { mode: 'number' })
      .notNull()
      .references(() => shortLink.id, { onDelete: 'cascade' }),
    day: date('day').notNull(),
    clicks: integer('clicks').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.linkId, table.day] })],
);

/** A citizen on one channel account. */
export const identity = pgTable(
  'identity',
  {
    id: bigId(),
    wardId: wardColumn(),
    accountId: integer('account_id')
      .notNull()
      .references(() => channelAccount.id),
    externalId: text('external_id').notNull(),
    language: text('language').notNull().default('vi'),
    /** Campaign code of the first contact (deep link, QR). */
    source: text('source'),
    blockedAt: moment('blocked_at'),
    optedOutAt: moment('opted_out_at'),
    consentedAt: moment('consented_at'),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('identity_external').on(table.accountId, table.externalId)],
);

/** One thread. `speaker` says who talks: the bot never talks over an officer. */
export const conversation = pgTable('conversation', {
  id: bigint('id', { mode: 'number' })
    .primaryKey()
    .references(() => identity.id, { onDelete: 'cascade' }),
  wardId: wardColumn(),
  speaker: text('speaker').notNull().default('bot'),
  session: jsonb('session'),
  lastInboundAt: moment('last_inbound_at'),
  /** The citizen's last own act, by the platform's clock: opens the reply window. */
  lastInteractionAt: moment('last_interaction_at'),
  /** Earliest time of the next message to this chat, by the channel's limit per chat. */
  nextSendAt: moment('next_send_at'),
  /** Events of the present burst, for the flood limit. */
  burstCount: smallint('burst_count').notNull().default(0),
  burstStartedAt: moment('burst_started_at'),
  /** Who of the staff talks, while `speaker` is `officer`. */
  officerId: integer('officer_id'),
  officerSince: moment('officer_since'),
  /** When one of the two last said something: after a silence the bot takes over again. */
  officerActiveAt: moment('officer_active_at'),
});

/** What arrived, once per account and platform event id; `lane` hashes the conversation. */
export const inboundEvent = pgTable(
  'inbound_event',
  {
    id: bigId(),
    wardId: wardColumn(),
    accountId: integer('account_id').notNull(),
    eventId: text('event_id').notNull(),
    externalId: text('external_id').notNull(),
    lane: smallint('lane').notNull(),
    payload: jsonb('payload').notNull(),
    /** pending | done | dead */
    state: text('state').notNull().default('pending'),
    attempts: smallint('attempts').notNull().default(0),
    lastError: text('last_error'),
    receivedAt: moment('received_at').notNull().defaultNow(),
    handledAt: moment('handled_at'),
  },
  (table) => [
    uniqueIndex('inbound_event_once').on(table.accountId, table.eventId),
    index('inbound_event_pending').on(table.lane, table.wardId, table.id).where(sql`state = 'pending'`),
    index('inbound_event_dead').on(table.wardId, table.id).where(sql`state = 'dead'`),
    index('inbound_event_citizen').on(table.accountId, table.externalId, table.id),
  ],
);

/** The outbox, and afterwards the evidence. `state` is a `DeliveryState`. */
export const message = pgTable(
  'message',
  {
    id: bigId(),
    wardId: wardColumn(),
    accountId: integer('account_id').notNull(),
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    /** The event that this answers; with `seq` it makes a replay harmless. */
    inboundEventId: bigint('inbound_event_id', { mode: 'number' }),
    seq: smallint('seq').notNull().default(0),
    sendLane: text('send_lane').notNull().default('reply'),
    /** Why it is sent: a `Purpose`. */
    purpose: text('purpose').notNull().default('answer'),
    /** By which rule it went or did not go: a `Route`, or the rule's name. */
    route: text('route'),
    /** The rendered message: text, buttons, linkButtons, request. */
    body: jsonb('body').notNull(),
    state: text('state').notNull().default('created'),
    attempts: smallint('attempts').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').notNull().defaultNow(),
    claimedAt: moment('claimed_at'),
    vendorMessageId: text('vendor_message_id'),
    errorCode: text('error_code'),
    vendorCode: text('vendor_code'),
    createdAt: createdAt(),
    sentAt: moment('sent_at'),
    deliveredAt: moment('delivered_at'),
    seenAt: moment('seen_at'),
  },
  (table) => [
    uniqueIndex('message_once').on(table.inboundEventId, table.seq).where(sql`inbound_event_id is not null`),
    index('message_due')
      .on(table.accountId, table.sendLane.desc(), table.id)
      .where(sql`state in ('created', 'temporary_failure')`),
    index('message_sending').on(table.claimedAt).where(sql`state = 'sending'`),
    index('message_unfinished')
      .on(table.conversationId, table.id)
      .where(sql`state in ('created', 'sending', 'temporary_failure')`),
    index('message_conversation').on(table.conversationId, table.id),
    index('message_vendor').on(table.accountId, table.vendorMessageId),
  ],
);

/** Flow bundles (definition and texts) that running sessions are pinned to; the same for all wards. */
export const flowVersion = pgTable(
  'flow_version',
  {
    flowId: text('flow_id').notNull(),
    version: text('version').notNull(),
    bundle: jsonb('bundle').notNull(),
    lastUsedAt: moment('last_used_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.flowId, table.version] })],
);

/** A procedure that the ward imported; it extends or replaces the starter pack in `content/`. */
export const procedure = pgTable(
  'procedure',
  {
    wardId: wardColumn(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    record: jsonb('record').notNull(),
    contentHash: text('content_hash').notNull(),
    warnings: jsonb('warnings').notNull().default([]),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.wardId, table.code] })],
);

/** Old ward names of before the 2025 mergers and the ward that they became; the same for all wards. */
export const formerWard = pgTable(
  'former_ward',
  {
    id: bigId(),
    province: text('province').notNull(),
    oldName: text('old_name').notNull(),
    oldNameFolded: text('old_name_folded').notNull(),
    newName: text('new_name').notNull(),
  },
  (table) => [
    uniqueIndex('former_ward_once').on(table.province, table.oldName, table.newName),
    index('former_ward_name').on(table.oldNameFolded),
  ],
);

/** A citizen asked for an officer. */
export const handoffRequest = pgTable(
  'handoff_request',
  {
    id: bigId(),
    wardId: wardColumn(),
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    topic: text('topic'),
    /** open | closed */
    state: text('state').notNull().default('open'),
    createdAt: createdAt(),
    closedAt: moment('closed_at'),
  },
  (table) => [
    uniqueIndex('handoff_request_open').on(table.conversationId).where(sql`state = 'open'`),
    index('handoff_request_ward').on(table.wardId, table.state, table.id),
  ],
);

/** A question that nothing good was found for; staff turn it into a FAQ. */
export const unansweredQuestion = pgTable(
  'unanswered_question',
  {
    id: bigId(),
    wardId: wardColumn(),
    question: text('question').notNull(),
    folded: text('folded').notNull(),
    timesAsked: integer('times_asked').notNull().default(1),
    /** open | drafted | answered | dismissed */
    state: text('state').notNull().default('open'),
    createdAt: createdAt(),
    lastAskedAt: moment('last_asked_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('unanswered_question_once').on(table.wardId, table.folded)],
);

/** One counted fact of a contact (flow started, finished, source …), for reach and reports. */
export const contactFact = pgTable(
  'contact_fact',
  {
    id: bigId(),
    wardId: wardColumn(),
    conversationId: bigint('conversation_id', { mode: 'number' }),
    inboundEventId: bigint('inbound_event_id', { mode: 'number' }),
    seq: smallint('seq').notNull().default(0),
    name: text('name').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('contact_fact_once').on(table.inboundEventId, table.seq),
    index('contact_fact_ward').on(table.wardId, table.name, table.at),
  ],
);

/** A dossier (*hồ sơ*) as the one-stop system last told it. Personal fields are encrypted or hashed. */
export const dossier = pgTable(
  'dossier',
  {
    id: bigId(),
    wardId: wardColumn(),
    code: text('code').notNull(),
    /** State, holder, dates, missing papers, result place: see features/dossiers/dossier.schema.ts. */
    facts: jsonb('facts').notNull(),
    /** Keyed hashes of the last 4 digits of phone and id: the second factor. */
    secretHashes: jsonb('secret_hashes').notNull().default([]),
    contentHash: text('content_hash').notNull(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('dossier_code').on(table.wardId, table.code)],
);

export const dossierSubscription = pgTable(
  'dossier_subscription',
  {
    wardId: wardColumn(),
    dossierId: bigint('dossier_id', { mode: 'number' })
      .notNull()
      .references(() => dossier.id, { onDelete: 'cascade' }),
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    /** Hash of the state that the citizen was last told. */
    toldHash: text('told_hash').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.conversationId] })],
);

/** A failed try; limits are counted over these rows. */
export const dossierAttempt = pgTable(
  'dossier_attempt',
  {
    id: bigId(),
    wardId: wardColumn(),
    conversationId: bigint('conversation_id', { mode: 'number' }).notNull(),
    /** Keyed hash of the code tried. */
    codeHash: text('code_hash').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    index('dossier_attempt_identity').on(table.conversationId, table.at),
    index('dossier_attempt_code').on(table.wardId, table.codeHash, table.at),
  ],
);

/** A look-up that waits until the outside source is back. Code and secret are encrypted. */
export const pendingLookup = pgTable(
  'pending_lookup',
  {
    id: bigId(),
    wardId: wardColumn(),
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    sealed: text('sealed').notNull(),
    attempts: smallint('attempts').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [index('pending_lookup_due').on(table.nextAttemptAt)],
);

/** Column mappings and other things that an import remembers per ward. */
export const importMapping = pgTable(
  'import_mapping',
  {
    wardId: wardColumn(),
    kind: text('kind').notNull(),
    mapping: jsonb('mapping').notNull(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.wardId, table.kind] })],
);

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** An uploaded file, kept in the database so that it is saved, shared and erased with everything else. */
export const storedFile = pgTable(
  'stored_file',
  {
    id: text('id').primaryKey(),
    wardId: wardColumn(),
    accountId: integer('account_id').notNull(),
    externalId: text('external_id').notNull(),
    mime: text('mime').notNull(),
    content: bytes('content').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('stored_file_citizen').on(table.accountId, table.externalId)],
);
