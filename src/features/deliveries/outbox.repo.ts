import type { Capabilities, OutboundMessage, SendErrorCode } from '../../channels/channel.ts';
import type { SendLane } from '../../core/delivery.ts';
import type { AccountId, ConversationId, EventId, MessageId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { prepared } from '../../store/statement.ts';

/** What is stored of a rendered message. */
export type MessageBody = Pick<OutboundMessage, 'text' | 'buttons' | 'linkButtons' | 'request'>;

export interface NewMessage {
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly inboundEventId: EventId | null;
  readonly seq: number;
  readonly sendLane: SendLane;
  /** The body as JSON that PostgreSQL can store. */
  readonly body: string;
  readonly dueAt: Date;
}

/** Writes messages to the outbox; an answer that already exists is left alone (replayed event). */
export async function insertMessages(tx: WardTx, messages: readonly NewMessage[]): Promise<void> {
  await insertStamped(
    tx,
    messages.map((message) => ({ ...message, gapMs: null })),
  );
}

/** With the time that its chat must have been left alone to be sent at once; null = not at once. */
export interface EagerMessage extends NewMessage {
  readonly gapMs: number | null;
}

/** What became of an eager message: stamped as `sending`, or waiting like any other. */
export interface InsertedMessage {
  readonly id: MessageId;
  readonly eventId: EventId | null;
  readonly seq: number;
  readonly stamped: boolean;
  readonly externalId: string;
  readonly createdAt: Date;
}

/**
 * An eager message goes before nobody: its account must not pause, its citizen be reachable, and nothing else
 * of its conversation wait or be under way.
 */
const insertRows = prepared(
  'outbox.insert',
  `with fresh as materialized (
     select k.*, i.external_id, clock_timestamp() as at,
       k.gap is not null and i.blocked_at is null and (a.paused_until is null or a.paused_until <= now())
         and not exists (select from message o where o.conversation_id = k.conversation_id
                         and o.state in ('created', 'sending', 'temporary_failure'))
         and not exists (select from (select s.sent_at from message s where s.conversation_id = k.conversation_id
                                      order by s.id desc limit 2) latest
                         where latest.sent_at > now() - make_interval(secs => k.gap)) as goes
     from rows from (json_to_recordset($2::json)
       as (account_id int, conversation_id bigint, event_id bigint, seq smallint, lane text,
           due_at timestamptz, gap float8, body jsonb))
       with ordinality as k(account_id, conversation_id, event_id, seq, lane, due_at, gap, body, place)
     join identity i on i.id = k.conversation_id
     join channel_account a on a.id = k.account_id
   ), kept as (
     insert into message (ward_id, account_id, conversation_id, inbound_event_id, seq, send_lane, body,
       next_attempt_at, created_at, state, claimed_at, attempts)
     select $1::int, account_id, conversation_id, event_id, seq, lane, body, due_at, at,
       case when goes then 'sending' else 'created' end, case when goes then at end, goes::int
     -- Ids are the order of sending: a join may hand the rows over in any other.
     from fresh order by place
     on conflict do nothing
     returning id, conversation_id, inbound_event_id, seq, state, created_at
   )
   select k.id::int, k.inbound_event_id::int as "eventId", k.seq, k.state = 'sending' as stamped,
     i.external_id as "externalId", k.created_at as "createdAt"
   from kept k join identity i on i.id = k.conversation_id`,
);

/** Writes messages, the eager ones already stamped where nothing stands in their way; the caller sends those. */
export function insertStamped(tx: WardTx, messages: readonly EagerMessage[]): Promise<InsertedMessage[]> {
  const rows = messages.map(toRow).join(',');
  return tx.query<InsertedMessage & Record<string, unknown>>(insertRows, [tx.wardId, `[${rows}]`]);
}

/** The body is JSON already. */
function toRow(message: EagerMessage): string {
  const head = JSON.stringify({
    account_id: message.accountId,
    conversation_id: message.conversationId,
    event_id: message.inboundEventId,
    seq: message.seq,
    lane: message.sendLane,
    due_at: message.dueAt,
    gap: message.gapMs === null ? null : message.gapMs / 1000,
  });
  return `${head.slice(0, -1)},"body":${message.body}}`;
}

/** A message that this process may now send, once. */
export interface ClaimedMessage {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly externalId: string;
  readonly body: MessageBody;
  readonly attempts: number;
  readonly createdAt: Date;
}

export interface Claim {
  readonly messages: ClaimedMessage[];
  /** Others are due too: over the limit, or behind something of their conversation. */
  readonly left: boolean;
}

/** First key of the advisory lock under which one account's rows are claimed. */
const claimLock = 725_002;

/**
 * Stamps due rows as `sending` and returns them, replies before bulk, a conversation's rows in order.
 * With `gapMs` a conversation gets one row at a time, and none within that time of its last one.
 * One claimer per account at a time, so that no two processes hold rows of one conversation.
 */
export async function claimDue(
  db: Database,
  account: AccountId,
  limit: number,
  gapMs: number,
): Promise<Claim> {
  const id = Number(account);
  const results = await db.systemScript(`
    begin;
    select pg_advisory_xact_lock(${claimLock}, ${id});
    update message m set state = 'sending', claimed_at = now(), attempts = m.attempts + 1
    from identity i
    where i.id = m.conversation_id and m.id = any(array(
      select d.id from message d join identity c on c.id = d.conversation_id
      where d.account_id = ${id} and d.state in ('created', 'temporary_failure') and d.next_attempt_at <= now()
        and c.blocked_at is null
        and exists (select from channel_account a
                    where a.id = ${id} and (a.paused_until is null or a.paused_until <= now()))
        and ${gapMs > 0 ? firstOfItsChat(Number(gapMs)) : afterEarlierOnes}
      order by d.send_lane desc, d.id limit ${Number(limit)}))
    returning m.id::int, m.conversation_id::int as "conversationId", i.external_id as "externalId", m.body,
              m.attempts, m.created_at as "createdAt";
    select exists (
      select from message d join identity c on c.id = d.conversation_id join channel_account a on a.id = ${id}
      where d.account_id = ${id} and d.state in ('created', 'temporary_failure') and d.next_attempt_at <= now()
        and c.blocked_at is null and (a.paused_until is null or a.paused_until <= now())) as left;
    commit`);
  const messages = (results[2]?.rows ?? []) as ClaimedMessage[];
  const [rest] = (results[3]?.rows ?? []) as { left: boolean }[];
  return { messages: messages.sort((one, other) => one.id - other.id), left: rest?.left ?? false };
}

/** A message waits for the earlier ones of its conversation and lane; what is under way is always earlier. */
const afterEarlierOnes = `not exists (
  select from message o
  where o.conversation_id = d.conversation_id and o.id < d.id
    and (o.state = 'sending'
         or (o.state in ('created', 'temporary_failure') and o.send_lane = d.send_lane
             and o.next_attempt_at > now())))`;

/** The same for chats with a speed limit of their own: one row, replies first, and not too soon. */
const firstOfItsChat = (gapMs: number): string => `not exists (
  select from message o
  where o.conversation_id = d.conversation_id and o.id <> d.id
    and (o.state = 'sending'
         or (o.state in ('created', 'temporary_failure')
             and ((o.send_lane = d.send_lane and o.id < d.id)
                  or (o.send_lane > d.send_lane and o.next_attempt_at <= now())))))
  and not exists (
    select from (
      (select s.sent_at from message s where s.conversation_id = d.conversation_id and s.id < d.id
       order by s.id desc limit 2)
      union all
      (select s.sent_at from message s where s.conversation_id = d.conversation_id and s.id > d.id
       order by s.id desc limit 2)) neighbour
    where neighbour.sent_at > now() - make_interval(secs => ${gapMs / 1000}))`;

/** What became of one claimed message. */
export interface DeliveryMark {
  readonly id: MessageId;
  readonly state:
    | 'sent'
    | 'created'
    | 'temporary_failure'
    | 'permanent_failure'
    | 'technical_failure'
    | 'unknown';
  readonly vendorMessageId: string | null;
  readonly errorCode: SendErrorCode | null;
  readonly vendorCode: string | null;
  readonly dueAt: Date | null;
}

const markRows = prepared(
  'outbox.mark',
  `update message m set state = k.state, vendor_message_id = coalesce(k.vendor_id, m.vendor_message_id),
     error_code = k.error_code, vendor_code = k.vendor_code, claimed_at = null,
     next_attempt_at = coalesce(k.due_at, m.next_attempt_at),
     attempts = m.attempts - (k.state = 'created')::int,
     sent_at = case when k.state = 'sent' then now() else m.sent_at end
   from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
     as k(id, state, vendor_id, error_code, vendor_code, due_at)
   where m.id = k.id and (m.state = 'sending' or (m.state = 'unknown' and k.state = 'sent'))`,
);

/**
 * Writes outcomes. A late `sent` also mends `unknown`; anything else only touches rows still `sending`.
 * A row put back to `created` was provably not tried, so its try is not counted.
 */
export async function markDeliveries(db: Database, marks: readonly DeliveryMark[]): Promise<void> {
  await db.systemQuery(markRows, [
    marks.map((mark) => mark.id),
    marks.map((mark) => mark.state),
    marks.map((mark) => mark.vendorMessageId),
    marks.map((mark) => mark.errorCode),
    marks.map((mark) => mark.vendorCode),
    marks.map((mark) => mark.dueAt),
  ]);
}

/** Rows stamped long ago without an answer: the process died in between, nobody knows whether they went out. */
export async function markUnknown(db: Database, olderThanMs: number): Promise<number> {
  const rows = await db.systemQuery(
    `update message set state = 'unknown', claimed_at = null
     where state = 'sending' and claimed_at < now() - make_interval(secs => $1) returning id`,
    [olderThanMs / 1000],
  );
  return rows.length;
}

/** Accounts with something due. */
export async function accountsDue(db: Database): Promise<AccountId[]> {
  const rows = await db.systemQuery<{ id: AccountId }>(
    `select a.id from channel_account a
     where (a.paused_until is null or a.paused_until <= now())
       and exists (select from message m where m.account_id = a.id
                   and m.state in ('created', 'temporary_failure') and m.next_attempt_at <= now())`,
  );
  return rows.map((row) => row.id);
}

/** The citizen blocked us: what still waits cannot arrive. */
export async function failUnreachable(db: Database, conversation: ConversationId): Promise<void> {
  await db.systemQuery(
    `update message set state = 'permanent_failure', error_code = 'recipient_gone'
     where conversation_id = $1 and state in ('created', 'temporary_failure')`,
    [conversation],
  );
  await db.systemQuery('update identity set blocked_at = coalesce(blocked_at, now()) where id = $1', [
    conversation,
  ]);
}

/** What still waits for citizens who have blocked us cannot arrive. */
export async function failBlocked(db: Database): Promise<number> {
  const rows = await db.systemQuery(
    `update message m set state = 'permanent_failure', error_code = 'recipient_gone'
     from identity i
     where i.id = m.conversation_id and i.blocked_at is not null and m.state in ('created', 'temporary_failure')
     returning m.id`,
  );
  return rows.length;
}

/** Marks a message as delivered or seen, by the platform's own id. */
export async function markReceipt(
  tx: WardTx,
  account: AccountId,
  vendorMessageId: string,
  state: 'delivered' | 'seen',
): Promise<void> {
  await tx.query(
    `update message set state = $3, delivered_at = coalesce(delivered_at, now()),
       seen_at = case when $3 = 'seen' then now() else seen_at end
     where account_id = $1 and vendor_message_id = $2 and state in ('sent', 'delivered', 'unknown')`,
    [account, vendorMessageId, state],
  );
}

/** Milliseconds between two messages to one chat; 0 when the platform names no limit. */
export function spacingMs(capabilities: Capabilities): number {
  return capabilities.sendsPerSecondPerChat === null ? 0 : 1000 / capabilities.sendsPerSecondPerChat;
}

/** What of a citizen's event is still under way: 1 while it is unhandled, then its unsent answers. */
export async function unfinishedOf(
  db: Database,
  account: AccountId,
  externalId: string,
  eventId: string,
): Promise<number> {
  const [row] = await db.systemQuery<{ left: number }>(
    `select (case when e.state = 'pending' then 1 else 0 end
             + (select count(*) from message m join identity i on i.id = m.conversation_id
                where i.account_id = $1 and i.external_id = $2
                  and m.state in ('created', 'sending', 'temporary_failure')))::int as left
     from inbound_event e where e.account_id = $1 and e.event_id = $3`,
    [account, externalId, eventId],
  );
  return row?.left ?? 1;
}
