import type { AccountId, ConversationId, EventId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import { prepared } from '../../store/statement.ts';
import { toStorableJson } from './clean-text.ts';

/** A conversation as a turn needs it, and as it is written back. */
export interface Conversation {
  readonly id: ConversationId;
  readonly accountId: AccountId;
  readonly externalId: string;
  readonly language: Language;
  readonly speaker: 'bot' | 'officer';
  readonly blockedAt: Date | null;
  readonly session: unknown;
  readonly nextSendAt: Date | null;
  /** The citizen's last own act, by the platform's clock. */
  readonly lastInteractionAt: Date | null;
  readonly burstCount: number;
  readonly burstStartedAt: Date | null;
}

/** Makes identities and conversations of newcomers; returns their ids by external id. */
export async function createConversations(
  tx: WardTx,
  accountId: AccountId,
  externalIds: readonly string[],
): Promise<void> {
  await tx.query(
    `with made as (
       insert into identity (ward_id, account_id, external_id)
       select $1, $2, unnest($3::text[])
       on conflict (account_id, external_id) do nothing returning id, ward_id
     ) insert into conversation (id, ward_id) select id, ward_id from made`,
    [tx.wardId, accountId, externalIds],
  );
}

/** Of the tables `conversation c` and `identity i`. */
export const conversationColumns = `c.id::int, i.account_id as "accountId", i.external_id as "externalId", i.language, c.speaker,
  i.blocked_at as "blockedAt", c.session, c.next_send_at as "nextSendAt",
  c.last_interaction_at as "lastInteractionAt", c.burst_count as "burstCount",
  c.burst_started_at as "burstStartedAt"`;

export function loadConversations(
  tx: WardTx,
  accountIds: readonly AccountId[],
  externalIds: readonly string[],
): Promise<Conversation[]> {
  return tx.query<Conversation & Record<string, unknown>>(
    `select ${conversationColumns} from unnest($1::int[], $2::text[]) as k(account_id, external_id)
     join identity i on i.account_id = k.account_id and i.external_id = k.external_id
     join conversation c on c.id = i.id`,
    [accountIds, externalIds],
  );
}

/** The thread with somebody on an account, begun if there is none: for those whom we write to first. */
export async function conversationWith(
  tx: WardTx,
  accountId: AccountId,
  externalId: string,
): Promise<ConversationId> {
  await createConversations(tx, accountId, [externalId]);
  const [conversation] = await loadConversations(tx, [accountId], [externalId]);
  if (!conversation) throw new Error('The conversation was not made');
  return conversation.id;
}

/** Something counted about a contact, by the event that caused it. */
export interface ContactFact {
  readonly conversationId: ConversationId;
  readonly inboundEventId: EventId;
  readonly seq: number;
  readonly name: string;
}

export interface HandledTurns {
  readonly events: readonly EventId[];
  readonly conversations: readonly Conversation[];
  readonly facts: readonly ContactFact[];
}

/** Sessions travel as one JSON text: pg would quote each of them again in an array. */
const saveAll = prepared(
  'turns.save',
  `with done as (
     update inbound_event set state = 'done', handled_at = now() where id = any($2::bigint[])
   ), counted as (
     insert into contact_fact (ward_id, conversation_id, inbound_event_id, seq, name)
     select $1::int, k."conversationId", k."inboundEventId", k.seq, k.name
     from json_to_recordset($3::json)
       as k("conversationId" bigint, "inboundEventId" bigint, seq smallint, name text)
     on conflict do nothing
   )
   update conversation c set session = k.session, next_send_at = k."nextSendAt", last_inbound_at = now(),
     last_interaction_at = greatest(c.last_interaction_at, k."lastInteractionAt"), burst_count = k."burstCount", burst_started_at = k."burstStartedAt"
   from json_to_recordset($4::json) as k(id bigint, session jsonb, "nextSendAt" timestamptz,
     "lastInteractionAt" timestamptz, "burstCount" smallint, "burstStartedAt" timestamptz)
   where c.id = k.id`,
);

/** Marks events as done and writes back what they led to, in one statement. */
export async function saveTurns(tx: WardTx, { events, conversations, facts }: HandledTurns): Promise<void> {
  const changed = conversations.map(
    ({ id, session, nextSendAt, lastInteractionAt, burstCount, burstStartedAt }) => ({
      id,
      session,
      nextSendAt,
      lastInteractionAt,
      burstCount,
      burstStartedAt,
    }),
  );
  await tx.query(saveAll, [tx.wardId, events, toStorableJson(facts), toStorableJson(changed)]);
}

/** A citizen has written while an officer talks: the silence after which the bot takes over begins anew. */
export async function noteWords(tx: WardTx, id: ConversationId, at: Date): Promise<void> {
  await tx.query(`update conversation set officer_active_at = $2 where id = $1 and speaker = 'officer'`, [
    id,
    at,
  ]);
}

export async function setBlocked(tx: WardTx, id: ConversationId, at: Date | null): Promise<void> {
  await tx.query('update identity set blocked_at = $2 where id = $1', [id, at]);
}
