import type { Purpose } from '../../core/delivery.ts';
import type { AccountId, ConversationId, MessageId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import type { MessageBody } from './outbox.repo.ts';

/** A message that this process may now send, once. */
export interface ClaimedMessage {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly externalId: string;
  readonly body: MessageBody;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly purpose: Purpose;
  readonly lastInteractionAt: Date | null;
  readonly optedOut: boolean;
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
    from identity i join conversation t on t.id = i.id
    where i.id = m.conversation_id and m.id = any(array(
      select d.id from message d join identity c on c.id = d.conversation_id
      where d.account_id = ${id} and d.state in ('created', 'temporary_failure') and d.next_attempt_at <= now()
        and c.blocked_at is null
        and exists (select from channel_account a
                    where a.id = ${id} and (a.paused_until is null or a.paused_until <= now()))
        and ${gapMs > 0 ? firstOfItsChat(Number(gapMs)) : afterEarlierOnes}
      order by d.send_lane desc, d.id limit ${Number(limit)}))
    returning m.id::int, m.conversation_id::int as "conversationId", i.external_id as "externalId", m.body,
              m.attempts, m.created_at as "createdAt", m.purpose, t.last_interaction_at as "lastInteractionAt",
              i.opted_out_at is not null as "optedOut";
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

/** What nobody asked for and this citizen got within some hours, and when the oldest of it went. */
export async function countRecent(
  db: Database,
  conversation: ConversationId,
  withinHours: number,
): Promise<{ count: number; oldest: number }> {
  const [row] = await db.systemQuery<{ count: number; oldest: Date | null }>(
    `select count(*)::int as count, min(sent_at) as oldest from message
     where conversation_id = $1 and purpose = 'broadcast' and sent_at > now() - make_interval(hours => $2)`,
    [conversation, withinHours],
  );
  return { count: row?.count ?? 0, oldest: row?.oldest?.getTime() ?? 0 };
}
