import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { openToStaff } from './talks.repo.ts';

/** A conversation as lists show it. */
export interface ListedRow {
  readonly id: ConversationId;
  readonly accountId: AccountId;
  readonly channel: string;
  readonly speaker: 'bot' | 'officer';
  readonly officerId: number | null;
  readonly officerName: string | null;
  readonly officerSince: Date | null;
  readonly lastInteractionAt: Date | null;
  readonly blockedAt: Date | null;
  readonly displayName: string | null;
  readonly topic: string | null;
  readonly askedAt: Date | null;
  /** What either of them said last, and the times by which one sees who waits. */
  readonly heardText: string | null;
  readonly heardAt: Date | null;
  readonly saidText: string | null;
  readonly saidAt: Date | null;
  readonly answeredAt: Date | null;
  /** The events that these words were said on, or in answer to. */
  readonly askedEventId: string | null;
  readonly heardEventId: string | null;
  readonly saidEventId: string | null;
  /** News of a case for the chair alone. */
  readonly saidIsChairOnly: boolean;
}

const spoken = `('text', 'choice', 'photo', 'file', 'location', 'contact', 'voice', 'sticker')`;

const select = `select c.id::int, i.account_id as "accountId", a.channel, c.speaker, c.officer_id as "officerId",
    s.name as "officerName", c.officer_since as "officerSince", c.last_interaction_at as "lastInteractionAt",
    i.blocked_at as "blockedAt", named.name as "displayName", h.topic, h.created_at as "askedAt",
    heard.text as "heardText", heard.at as "heardAt", said.text as "saidText", said.at as "saidAt",
    answered.at as "answeredAt", asked."eventId" as "askedEventId", heard."eventId" as "heardEventId",
    said."eventId" as "saidEventId", coalesce(said."isChairOnly", false) as "saidIsChairOnly"
  from conversation c join identity i on i.id = c.id join channel_account a on a.id = i.account_id
  left join staff s on s.id = c.officer_id
  left join handoff_request h on h.conversation_id = c.id and h.state = 'open'
  left join lateral (select e.payload->>'displayName' as name from inbound_event e
    where e.account_id = i.account_id and e.external_id = i.external_id and e.payload ? 'displayName'
    order by e.id desc limit 1) named on true
  left join lateral (select e.id::text as "eventId" from inbound_event e
    where e.account_id = i.account_id and e.external_id = i.external_id and e.received_at <= h.created_at
    order by e.id desc limit 1) asked on true
  left join lateral (
    select e.id::text as "eventId", coalesce(e.payload->'content'->>'text', e.payload->'content'->>'label',
             e.payload->'content'->>'caption') as text, e.received_at as at
    from inbound_event e where e.account_id = i.account_id and e.external_id = i.external_id
      and e.payload->'content'->>'kind' in ${spoken} order by e.id desc limit 1) heard on true
  left join lateral (select m.body->>'text' as text, m.created_at as at,
      m.inbound_event_id::text as "eventId",
      exists (select from case_message n join citizen_case k on k.id = n.case_id
              where n.message_id = m.id and k.chair_only) as "isChairOnly" from message m
    where m.conversation_id = c.id order by m.id desc limit 1) said on true
  left join lateral (select m.created_at as at from message m
    where m.conversation_id = c.id and m.body->'facts' ? 'officer' order by m.id desc limit 1) answered on true`;

/** More than anybody can talk to. */
const most = 200;

/** Those in which somebody was asked for, or talks. */
export function listConversations(tx: WardTx): Promise<ListedRow[]> {
  return tx.query<ListedRow & Record<string, unknown>>(
    `${select} where c.ward_id = $1 and (c.speaker = 'officer' or h.id is not null)
     order by h.created_at nulls last, c.id limit ${most}`,
    [tx.wardId],
  );
}

export async function loadConversation(
  tx: WardTx,
  id: number,
  staffId: number,
): Promise<ListedRow | undefined> {
  const [row] = await tx.query<ListedRow & Record<string, unknown>>(
    `${select} where c.id = $1 and ${openToStaff}`,
    [id, staffId],
  );
  return row;
}
