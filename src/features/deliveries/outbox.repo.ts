import type { Capabilities, OutboundMessage } from '../../channels/channel.ts';
import type { Purpose, SendLane } from '../../core/delivery.ts';
import type { AccountId, ConversationId, EventId, MessageId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { prepared } from '../../store/statement.ts';

/** What is stored of a rendered message. */
export type MessageBody = Pick<OutboundMessage, 'text' | 'buttons' | 'linkButtons' | 'request'> & {
  /** What a template may be filled with. */
  readonly facts?: Readonly<Record<string, string>>;
};

export interface NewMessage {
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly inboundEventId: EventId | null;
  readonly seq: number;
  readonly sendLane: SendLane;
  readonly purpose: Purpose;
  /** The citizen's last own act, as far as the writer of the message knows it. */
  readonly lastInteractionAt: Date | null;
  /** The body as JSON that PostgreSQL can store. */
  readonly body: string;
  readonly dueAt: Date;
}

/** Writes messages to the outbox; an answer that already exists is left alone (replayed event). */
export function insertMessages(tx: WardTx, messages: readonly NewMessage[]): Promise<InsertedMessage[]> {
  return insertStamped(
    tx,
    messages.map((message) => ({ ...message, gapMs: null })),
  );
}

/** PostgreSQL's channel on which the account's id says that it has something due. */
export const outboxChannel = 'gan_dan_outbox';

/** At the commit, tells the processes that send: messages of somebody who waits for them need not wait for the sweep. */
export async function wakeSender(tx: WardTx, account: AccountId): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [outboxChannel, String(account)]);
}

/** With the time that its chat must have been left alone to be sent at once; null = not at once. */
export interface EagerMessage extends NewMessage {
  readonly gapMs: number | null;
}

/** What became of an eager message: stamped as `sending`, or waiting like any other. */
export interface InsertedMessage {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
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
       as (account_id int, conversation_id bigint, event_id bigint, seq smallint, lane text, purpose text,
           due_at timestamptz, gap float8, body jsonb))
       with ordinality as k(account_id, conversation_id, event_id, seq, lane, purpose, due_at, gap, body, place)
     join identity i on i.id = k.conversation_id
     join channel_account a on a.id = k.account_id
   ), kept as (
     insert into message (ward_id, account_id, conversation_id, inbound_event_id, seq, send_lane, purpose,
       body, next_attempt_at, created_at, state, claimed_at, attempts)
     select $1::int, account_id, conversation_id, event_id, seq, lane, purpose, body, due_at, at,
       case when goes then 'sending' else 'created' end, case when goes then at end, goes::int
     -- Ids are the order of sending: a join may hand the rows over in any other.
     from fresh order by place
     on conflict do nothing
     returning id, conversation_id, inbound_event_id, seq, state, created_at
   )
   select k.id::int, k.conversation_id::int as "conversationId", k.inbound_event_id::int as "eventId", k.seq, k.state = 'sending' as stamped,
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
    purpose: message.purpose,
    due_at: message.dueAt,
    gap: message.gapMs === null ? null : message.gapMs / 1000,
  });
  return `${head.slice(0, -1)},"body":${message.body}}`;
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
