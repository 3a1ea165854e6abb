import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { closeErasures } from './data-requests.repo.ts';
import { eraseCases, eraseQuestions } from './erase-cases.repo.ts';

export async function setConsent(tx: WardTx, id: ConversationId, at: Date): Promise<void> {
  await tx.query('update identity set consented_at = $2 where id = $1', [id, at]);
}

/** False when this citizen had opted out before. */
export async function optOut(tx: WardTx, id: ConversationId, at: Date): Promise<boolean> {
  const rows = await tx.query(
    'update identity set opted_out_at = $2 where id = $1 and opted_out_at is null returning id',
    [id, at],
  );
  return rows.length > 0;
}

export async function optIn(tx: WardTx, id: ConversationId): Promise<void> {
  await tx.query('update identity set opted_out_at = null where id = $1', [id]);
}

/** A fact of this name says: forget this citizen as soon as the last message has gone out. */
const requested = 'erase_requested';

const tables = ['message', 'handoff_request', 'dossier_subscription', 'pending_lookup'] as const;

/** Everything that was said and kept, but not yet whom the farewell has to go to. */
export async function eraseContent(tx: WardTx, id: ConversationId): Promise<void> {
  await eraseQuestions(tx, id);
  await eraseCases(tx, id);
  await tx.query(
    'delete from case_message k using message m where m.id = k.message_id and m.conversation_id = $1',
    [id],
  );
  for (const table of tables) await tx.query(`delete from ${table} where conversation_id = $1`, [id]);
  await eraseFiles(tx, id);
  await eraseStaffChats(tx, id);
  // Nothing is left that an officer could go on with.
  await tx.query(
    `update conversation set speaker = 'bot', officer_id = null, officer_since = null, officer_active_at = null
     where id = $1`,
    [id],
  );
  // Events still to be handled are this very turn's or later ones: they go with the rest at the end.
  await blankEvents(tx, id, `and e.state <> 'pending'`);
  await tx.query('update identity set source = null, consented_at = null where id = $1', [id]);
  await tx.query('update contact_fact set conversation_id = null where conversation_id = $1', [id]);
  await tx.query('insert into contact_fact (ward_id, conversation_id, name) values ($1, $2, $3)', [
    tx.wardId,
    id,
    requested,
  ]);
}

/** The event ids stay: they keep a platform's second delivery from being taken for something new. */
async function blankEvents(tx: WardTx, id: ConversationId, only: string): Promise<void> {
  await tx.query(
    `update inbound_event e set payload = '{}', external_id = '', last_error = null from identity i
     where i.id = $1 and e.account_id = i.account_id and e.external_id = i.external_id ${only}`,
    [id],
  );
}

export interface DueErasure {
  readonly conversationId: ConversationId;
  /** Did the citizen write again after asking to be forgotten? */
  readonly cameBack: boolean;
}

/** Citizens who asked to be forgotten and for whom nothing is under way any more. */
export function loadDueErasures(tx: WardTx, limit: number): Promise<DueErasure[]> {
  return tx.query<DueErasure & Record<string, unknown>>(
    `select c.id::int as "conversationId", bool_and(coalesce(c.last_inbound_at > f.at, false)) as "cameBack"
     from contact_fact f join conversation c on c.id = f.conversation_id join identity i on i.id = c.id
     where f.ward_id = $1 and f.name = $2
       and not exists (select from message m where m.conversation_id = c.id
                       and m.state in ('created', 'sending', 'temporary_failure'))
       and not exists (select from inbound_event e where e.account_id = i.account_id
                       and e.external_id = i.external_id and e.state = 'pending')
     group by c.id order by c.id limit $3`,
    [tx.wardId, requested, limit],
  );
}

/** Whoever comes back is a new acquaintance: what was kept before is gone, what is said now stays. */
export async function dropErasure(tx: WardTx, id: ConversationId): Promise<void> {
  await tx.query('update contact_fact set conversation_id = null where conversation_id = $1 and name = $2', [
    id,
    requested,
  ]);
}

/** The person behind the conversation; what was counted stays as numbers. */
export async function eraseIdentity(tx: WardTx, id: ConversationId, at: Date): Promise<void> {
  // What came in since the request was made, while the farewell was under way.
  await eraseQuestions(tx, id);
  await eraseCases(tx, id);
  await eraseStaffChats(tx, id);
  await forgetIdentity(tx, id, at);
  await closeErasures(tx, id, at);
}

/** The same for somebody who has not written for years: their cases stay in the ward's records, as nobody's. */
export async function forgetIdentity(tx: WardTx, id: ConversationId, at: Date): Promise<void> {
  await tx.query(
    `update inbound_event e set state = 'done', handled_at = $2 from identity i
     where i.id = $1 and e.account_id = i.account_id and e.external_id = i.external_id and e.state = 'pending'`,
    [id, at],
  );
  await blankEvents(tx, id, '');
  await eraseFiles(tx, id);
  for (const table of tables) await tx.query(`delete from ${table} where conversation_id = $1`, [id]);
  // The tries still count against the code that was tried: erasing oneself must not open a locked dossier.
  await tx.query('update dossier_attempt set conversation_id = 0 where conversation_id = $1', [id]);
  await tx.query('update contact_fact set conversation_id = null where conversation_id = $1', [id]);
  await tx.query('delete from identity where id = $1', [id]);
}

async function eraseFiles(tx: WardTx, id: ConversationId): Promise<void> {
  await tx.query(
    `delete from stored_file f using identity i
     where i.id = $1 and f.account_id = i.account_id and f.external_id = i.external_id`,
    [id],
  );
}

/** Who works for the ward and asks as a citizen: their chat is theirs no less. They can link it again. */
async function eraseStaffChats(tx: WardTx, id: ConversationId): Promise<void> {
  await tx.query(
    `delete from staff_chat t using identity i
     where i.id = $1 and t.account_id = i.account_id and t.external_id = i.external_id`,
    [id],
  );
}

/** The lanes that this citizen's events are handled in; held, they keep a turn from writing while we erase. */
export async function loadLanes(tx: WardTx, id: ConversationId): Promise<number[]> {
  const rows = await tx.query<{ lane: number }>(
    `select distinct e.lane from inbound_event e join identity i
       on e.account_id = i.account_id and e.external_id = i.external_id where i.id = $1`,
    [id],
  );
  return rows.map(({ lane }) => lane);
}

export async function hasCitizen(tx: WardTx, id: ConversationId): Promise<boolean> {
  const rows = await tx.query('select 1 from identity where id = $1 and ward_id = $2', [id, tx.wardId]);
  return rows.length > 0;
}
