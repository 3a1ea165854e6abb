import type { SendErrorCode } from '../../channels/channel.ts';
import type { Route } from '../../core/delivery.ts';
import type { AccountId, ConversationId, MessageId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { prepared } from '../../store/statement.ts';
import { tellDelivery } from './delivery-line.ts';

/** An update of messages that tells of each row at the commit, and returns their ids. */
const toldOf = (update: string): string =>
  `with marked as (${update} returning m.id, m.ward_id, m.purpose) select id, ${tellDelivery} from marked`;

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
  /** By which rule it went. */
  readonly route: Route | null;
}

const markRows = prepared(
  'outbox.mark',
  toldOf(`update message m set state = k.state, vendor_message_id = coalesce(k.vendor_id, m.vendor_message_id),
     error_code = k.error_code, vendor_code = k.vendor_code, claimed_at = null,
     next_attempt_at = coalesce(k.due_at, m.next_attempt_at), route = coalesce(k.route, m.route),
     attempts = m.attempts - (k.state = 'created')::int,
     -- What a rule holds back for hours holds up nothing that was asked for.
     send_lane = case when k.vendor_code like 'rule:%' then 'bulk' else m.send_lane end,
     sent_at = case when k.state = 'sent' then now() else m.sent_at end
   from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
     $7::text[]) as k(id, state, vendor_id, error_code, vendor_code, due_at, route)
   where m.id = k.id and (m.state = 'sending' or (m.state = 'unknown' and k.state = 'sent'))`),
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
    marks.map((mark) => mark.route),
  ]);
}

/** Rows stamped long ago without an answer: the process died in between, nobody knows whether they went out. */
export async function markUnknown(db: Database, olderThanMs: number): Promise<number> {
  const rows = await db.systemQuery(
    toldOf(`update message m set state = 'unknown', claimed_at = null
     where state = 'sending' and claimed_at < now() - make_interval(secs => $1)`),
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
    toldOf(`update message m set state = 'permanent_failure', error_code = 'recipient_gone'
     where conversation_id = $1 and state in ('created', 'temporary_failure')`),
    [conversation],
  );
  await db.systemQuery('update identity set blocked_at = coalesce(blocked_at, now()) where id = $1', [
    conversation,
  ]);
}

/** What still waits for citizens who have blocked us cannot arrive. */
export async function failBlocked(db: Database): Promise<number> {
  const rows = await db.systemQuery(
    toldOf(`update message m set state = 'permanent_failure', error_code = 'recipient_gone'
     from identity i
     where i.id = m.conversation_id and i.blocked_at is not null and m.state in ('created', 'temporary_failure')`),
  );
  return rows.length;
}

/** `$3` is the state; what has been seen is not delivered afterwards. */
const noteReceipt = `update message m set state = $3, delivered_at = coalesce(delivered_at, now()),
  seen_at = case when $3 = 'seen' then now() else seen_at end`;

/** Marks a message as delivered or seen, by the platform's own id. */
export async function markReceipt(
  tx: WardTx,
  account: AccountId,
  vendorMessageId: string,
  state: 'delivered' | 'seen',
): Promise<void> {
  await tx.query(
    toldOf(`${noteReceipt} where account_id = $1 and vendor_message_id = $2
       and (state in ('sent', 'unknown') or (state = 'delivered' and $3 = 'seen'))`),
    [account, vendorMessageId, state],
  );
}

/**
 * The same for everything that was sent to a citizen up to a moment of the platform's clock. Ours notes the
 * sending when the platform has answered, which is a little later.
 */
export async function markReceiptsUntil(
  tx: WardTx,
  conversation: ConversationId,
  until: Date,
  state: 'delivered' | 'seen',
): Promise<void> {
  await tx.query(
    toldOf(`${noteReceipt} where conversation_id = $1 and created_at <= $2 and sent_at <= $2 + interval '2 seconds'
       and (state = 'sent' or (state = 'delivered' and $3 = 'seen'))`),
    [conversation, until, state],
  );
}

/** The platform took it and could not deliver it. */
export async function markUndelivered(
  tx: WardTx,
  account: AccountId,
  vendorMessageId: string,
  vendorCode: string,
): Promise<void> {
  await tx.query(
    toldOf(`update message m set state = 'permanent_failure', error_code = 'unreachable', vendor_code = $3
     where account_id = $1 and vendor_message_id = $2 and state in ('sent', 'unknown')`),
    [account, vendorMessageId, vendorCode.slice(0, 200)],
  );
}

/** What nobody asked for goes to this citizen no more. */
export async function noteOptOut(db: Database, conversation: ConversationId): Promise<void> {
  await db.systemQuery('update identity set opted_out_at = coalesce(opted_out_at, now()) where id = $1', [
    conversation,
  ]);
}
