import type { AccountId, ConversationId, EventId, WardId } from '../../core/ids.ts';
import type { InboundEvent } from '../../core/message.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { prepared } from '../../store/statement.ts';
import { toStorableJson } from './clean-text.ts';
import { type Conversation, conversationColumns } from './conversations.repo.ts';

/** An event on its way into `inbound_event`. */
export interface ArrivedEvent {
  readonly wardId: WardId;
  readonly accountId: AccountId;
  readonly lane: number;
  readonly event: InboundEvent;
}

const storeOnce = prepared(
  'inbound.store',
  `insert into inbound_event (ward_id, account_id, event_id, external_id, lane, payload)
   select k."wardId", k."accountId", k."eventId", k."userId", k.lane, k.payload
   from rows from (json_to_recordset($1::json)
     as ("wardId" int, "accountId" int, "eventId" text, "userId" text, lane smallint, payload jsonb))
     with ordinality as k("wardId", "accountId", "eventId", "userId", lane, payload, place)
   order by k.place
   on conflict (account_id, event_id) do nothing`,
);

/** Stores events once: a second delivery of the same (account, event id) changes nothing. */
export async function insertEvents(db: Database, events: readonly ArrivedEvent[]): Promise<void> {
  const rows = events.map(({ wardId, accountId, lane, event }) => ({
    wardId,
    accountId,
    eventId: event.eventId,
    userId: event.userId,
    lane,
    payload: payloadOf(event),
  }));
  await db.systemQuery(storeOnce, [toStorableJson(rows)]);
}

type Payload = Pick<InboundEvent, 'at' | 'content'> & { readonly displayName?: string };

function payloadOf({ at, content, displayName }: InboundEvent): Payload {
  return displayName === undefined ? { at, content } : { at, content, displayName };
}

/** A pending event with the conversation it belongs to, which is null for a newcomer. */
export interface PendingEvent {
  readonly id: EventId;
  readonly accountId: AccountId;
  readonly externalId: string;
  readonly payload: Payload;
  readonly attempts: number;
  readonly receivedAt: Date;
  readonly conversation: Conversation | null;
}

const pendingColumns = `e.id::int as "eventId", e.account_id as "eventAccountId",
  e.external_id as "eventExternalId", e.payload, e.attempts, e.received_at as "receivedAt", ${conversationColumns}`;
const pendingTables = `inbound_event e
  left join identity i on i.account_id = e.account_id and i.external_id = e.external_id
  left join conversation c on c.id = i.id`;

const pendingOfLanes = prepared(
  'inbound.pending',
  `select ${pendingColumns} from ${pendingTables}
   where e.lane = any($1::smallint[]) and e.state = 'pending' order by e.id limit $2`,
);
const pendingAlone = `select ${pendingColumns} from ${pendingTables} where e.id = $1 and e.state = 'pending'`;

interface PendingRow extends Omit<Conversation, 'id'> {
  readonly id: ConversationId | null;
  readonly eventId: EventId;
  readonly eventAccountId: AccountId;
  readonly eventExternalId: string;
  readonly payload: Payload;
  readonly attempts: number;
  readonly receivedAt: Date;
}

/** The oldest pending events of these lanes, in order of arrival; with `only`, that one if it still is pending. */
export async function pendingEvents(
  tx: WardTx,
  lanes: readonly number[],
  limit: number,
  only?: EventId,
): Promise<PendingEvent[]> {
  const rows = await (only === undefined
    ? tx.query<PendingRow>(pendingOfLanes, [lanes, limit])
    : tx.query<PendingRow>(pendingAlone, [only]));
  return rows.map(toPending);
}

function toPending(row: PendingRow): PendingEvent {
  const { eventId, eventAccountId, eventExternalId, payload, attempts, receivedAt, id, ...rest } = row;
  return {
    id: eventId,
    accountId: eventAccountId,
    externalId: eventExternalId,
    payload,
    attempts,
    receivedAt,
    conversation: id === null ? null : { ...rest, id },
  };
}

/** Counts a failed try; after the last one the event is dead and waits for an operator. */
export async function markFailed(
  tx: WardTx,
  id: EventId,
  reason: string,
  maxAttempts: number,
): Promise<boolean> {
  const rows = await tx.query<{ state: string }>(
    `update inbound_event set attempts = attempts + 1, last_error = $2,
       state = case when attempts + 1 >= $3 then 'dead' else 'pending' end
     where id = $1 returning state`,
    [id, reason.slice(0, 500), maxAttempts],
  );
  return rows[0]?.state === 'dead';
}

const wardsOfLanes = prepared(
  'inbound.wards',
  `select distinct ward_id as id from inbound_event where lane = any($1::smallint[]) and state = 'pending'`,
);

/** Wards with something pending in these lanes. */
export async function wardsPending(db: Database, lanes: readonly number[]): Promise<WardId[]> {
  const rows = await db.systemQuery<{ id: WardId }>(wardsOfLanes, [lanes]);
  return rows.map((row) => row.id);
}

/** Lanes whose oldest pending event has waited for `olderThanMs`. */
export async function lanesPending(db: Database, olderThanMs: number): Promise<number[]> {
  const rows = await db.systemQuery<{ lane: number }>(
    `select distinct lane from inbound_event
     where state = 'pending' and received_at < now() - make_interval(secs => $1)`,
    [olderThanMs / 1000],
  );
  return rows.map((row) => row.lane);
}

export interface DeadEvent {
  readonly id: number;
  readonly wardId: number;
  readonly accountId: number;
  readonly kind: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly receivedAt: Date;
}

/** The dead-letter list: ids, kinds and reasons, never what was said. */
export function listDead(db: Database, limit: number): Promise<DeadEvent[]> {
  return db.systemQuery<DeadEvent>(
    `select id::int, ward_id as "wardId", account_id as "accountId", payload->'content'->>'kind' as kind,
            attempts, last_error as "lastError", received_at as "receivedAt"
     from inbound_event where state = 'dead' order by id limit $1`,
    [limit],
  );
}

/** Puts dead events back; returns their lanes. Without ids: all of them. */
export async function replayDead(db: Database, ids?: readonly number[]): Promise<number[]> {
  const rows = await db.systemQuery<{ lane: number }>(
    `update inbound_event set state = 'pending', attempts = 0
     where state = 'dead' and ($1::bigint[] is null or id = any($1)) returning lane`,
    [ids ?? null],
  );
  return rows.map((row) => row.lane);
}
