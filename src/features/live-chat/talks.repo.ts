import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';

/** A conversation as those who take it over and hand it back need it. */
export interface Talk {
  readonly id: ConversationId;
  readonly accountId: AccountId;
  readonly externalId: string;
  readonly language: Language;
  readonly speaker: 'bot' | 'officer';
  readonly officerId: number | null;
  readonly officerName: string | null;
  readonly officerSince: Date | null;
  readonly officerActiveAt: Date | null;
  readonly lastInteractionAt: Date | null;
  readonly blockedAt: Date | null;
}

const columns = `c.id::int, i.account_id as "accountId", i.external_id as "externalId", i.language, c.speaker,
  c.officer_id as "officerId", s.name as "officerName", c.officer_since as "officerSince",
  c.officer_active_at as "officerActiveAt", c.last_interaction_at as "lastInteractionAt",
  i.blocked_at as "blockedAt"`;
const tables = `conversation c join identity i on i.id = c.id left join staff s on s.id = c.officer_id`;

/** Chats in which a person was asked for, or talks; and that of a case which `$2` handles. */
export const openToStaff = `(c.speaker = 'officer'
  or exists (select from handoff_request h where h.conversation_id = c.id)
  or exists (select from citizen_case k where k.conversation_id = c.id and k.assignee_id = $2))`;

/** Undefined when it is not there, or not for this person. */
export async function findTalk(tx: WardTx, id: number, staffId: number): Promise<Talk | undefined> {
  const [row] = await tx.query<Talk & Record<string, unknown>>(
    `select ${columns} from ${tables} where c.id = $1 and ${openToStaff}`,
    [id, staffId],
  );
  return row;
}

/** The same, held until the transaction ends: whoever else wants it waits. */
export async function lockTalk(tx: WardTx, id: number, staffId: number): Promise<Talk | undefined> {
  await tx.query('select id from conversation where id = $1 for update', [id]);
  return findTalk(tx, id, staffId);
}

/** Of two who take it in the same moment one gets it. */
export async function beginTalk(
  tx: WardTx,
  { id, staffId, at }: { readonly id: ConversationId; readonly staffId: number; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `update conversation set speaker = 'officer', officer_id = $2, officer_since = $3, officer_active_at = $3
     where id = $1 and speaker = 'bot' returning id`,
    [id, staffId, at],
  );
  return rows.length > 0;
}

export async function endTalk(tx: WardTx, id: ConversationId): Promise<void> {
  await tx.query(
    `update conversation set speaker = 'bot', officer_id = null, officer_since = null, officer_active_at = null
     where id = $1`,
    [id],
  );
}

export async function noteOfficerWords(tx: WardTx, id: ConversationId, at: Date): Promise<void> {
  await tx.query('update conversation set officer_active_at = $2 where id = $1', [id, at]);
}

/** A line of the history of who talked: `officer_took:17`, `officer_left:17`, `officer_silent:17`. */
export async function addFact(tx: WardTx, id: ConversationId, name: string): Promise<void> {
  await tx.query('insert into contact_fact (ward_id, conversation_id, name) values ($1, $2, $3)', [
    tx.wardId,
    id,
    name,
  ]);
}

/** Talks in which nobody has written since, longest silence first. */
export async function listSilent(
  tx: WardTx,
  since: Date,
): Promise<Pick<Talk, 'id' | 'accountId' | 'externalId'>[]> {
  return tx.query<Pick<Talk, 'id' | 'accountId' | 'externalId'> & Record<string, unknown>>(
    `select c.id::int, i.account_id as "accountId", i.external_id as "externalId"
     from conversation c join identity i on i.id = c.id
     where c.ward_id = $1 and c.speaker = 'officer' and c.officer_active_at < $2
     order by c.officer_active_at limit 100`,
    [tx.wardId, since],
  );
}

/** Has the citizen written since the officer's last words, or since the officer came? */
export async function isUnanswered(tx: WardTx, { id, accountId, externalId }: Talk): Promise<boolean> {
  const [row] = await tx.query<{ unanswered: boolean }>(
    `select exists (
       select from inbound_event e, conversation c
       where c.id = $1 and e.account_id = $2 and e.external_id = $3 and e.received_at > greatest(c.officer_since,
         (select max(m.created_at) from message m where m.conversation_id = $1 and m.body->'facts' ? 'officer'))
         and e.payload->'content'->>'kind' in ('text', 'choice', 'photo', 'file', 'location', 'contact', 'voice')
     ) as unanswered`,
    [id, accountId, externalId],
  );
  return row?.unanswered ?? false;
}

/** Name of the first of these offices. */
export async function officeName(tx: WardTx, ids: readonly number[]): Promise<string | undefined> {
  const [row] = await tx.query<{ name: string }>(
    'select name from office where id = any($1) order by array_position($1::int[], id) limit 1',
    [ids],
  );
  return row?.name;
}

/** Has this message of the page been taken already? */
export async function isKnownMessage(tx: WardTx, id: ConversationId, clientId: string): Promise<boolean> {
  const rows = await tx.query(
    `select id from message where conversation_id = $1 and body->'facts'->>'said' = $2 limit 1`,
    [id, clientId],
  );
  return rows.length > 0;
}
