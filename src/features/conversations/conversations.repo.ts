import type { AccountId, ConversationId, WardId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
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

const columns = `c.id::int, i.account_id as "accountId", i.external_id as "externalId", i.language, c.speaker,
  i.blocked_at as "blockedAt", c.session, c.next_send_at as "nextSendAt", c.burst_count as "burstCount",
  c.burst_started_at as "burstStartedAt"`;

export function loadConversations(
  tx: WardTx,
  accountIds: readonly AccountId[],
  externalIds: readonly string[],
): Promise<Conversation[]> {
  return tx.query<Conversation & Record<string, unknown>>(
    `select ${columns} from unnest($1::int[], $2::text[]) as k(account_id, external_id)
     join identity i on i.account_id = k.account_id and i.external_id = k.external_id
     join conversation c on c.id = i.id`,
    [accountIds, externalIds],
  );
}

export async function saveConversations(tx: WardTx, changed: readonly Conversation[]): Promise<void> {
  await tx.query(
    `update conversation c set session = k.session, next_send_at = k.next_send_at, last_inbound_at = now(),
       burst_count = k.burst_count, burst_started_at = k.burst_started_at
     from unnest($1::bigint[], $2::jsonb[], $3::timestamptz[], $4::smallint[], $5::timestamptz[])
       as k(id, session, next_send_at, burst_count, burst_started_at)
     where c.id = k.id`,
    [
      changed.map((one) => one.id),
      changed.map((one) => toStorableJson(one.session)),
      changed.map((one) => one.nextSendAt),
      changed.map((one) => one.burstCount),
      changed.map((one) => one.burstStartedAt),
    ],
  );
}

export async function setBlocked(tx: WardTx, id: ConversationId, at: Date | null): Promise<void> {
  await tx.query('update identity set blocked_at = $2 where id = $1', [id, at]);
}

export async function saveFacts(
  tx: WardTx,
  facts: readonly { conversationId: ConversationId; inboundEventId: number; seq: number; name: string }[],
): Promise<void> {
  await tx.query(
    `insert into contact_fact (ward_id, conversation_id, inbound_event_id, seq, name)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::smallint[], $5::text[])
     on conflict do nothing`,
    [
      tx.wardId as WardId,
      facts.map((fact) => fact.conversationId),
      facts.map((fact) => fact.inboundEventId),
      facts.map((fact) => fact.seq),
      facts.map((fact) => fact.name),
    ],
  );
}
