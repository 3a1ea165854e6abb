import type { ConversationId } from '../../core/ids.ts';
import type { RetentionClass } from '../../rules/personal-data-law.ts';
import type { WardTx } from '../../store/database.ts';

/** Takes at most so many rows that are older; returns how many that were. */
export interface Batch {
  readonly before: Date;
  readonly limit: number;
}
type Eraser = (tx: WardTx, batch: Batch) => Promise<number>;

/** `$1` = ward, `$2` = the moment, `$3` = how many. */
const run =
  (statement: string): Eraser =>
  async (tx, { before, limit }) =>
    (await tx.query(statement, [tx.wardId, before, limit])).length;

const deleteFrom = (table: string, older: string, key = 'id'): Eraser =>
  run(`delete from ${table} where ${key} in
         (select ${key} from ${table} where ward_id = $1 and ${older} order by ${key} limit $3) returning 1`);
const closedCases = `select id from citizen_case where ward_id = $1 and closed_at < $2`;

/** How each kind of data goes; those that are erased citizen by citizen, or never, are not here. */
export const erasers: Readonly<Partial<Record<RetentionClass, Eraser>>> = {
  messages: deleteFrom(
    'message',
    `created_at < $2 and state not in ('created', 'sending', 'temporary_failure')`,
  ),
  // The event ids stay: they keep a platform's second delivery from being taken for something new.
  inbound_payloads: run(
    `update inbound_event set payload = '{}', external_id = '', last_error = null where id in
       (select id from inbound_event where ward_id = $1 and received_at < $2 and state <> 'pending'
          and (payload <> '{}' or external_id <> '') order by id limit $3) returning 1`,
  ),
  chat_photos: deleteFrom('stored_file', 'created_at < $2'),
  case_photos: run(
    `delete from case_photo where id in
       (select id from case_photo where case_id in (${closedCases}) order by id limit $3) returning 1`,
  ),
  case_contacts: run(
    `update citizen_case set contact_sealed = null, address = null, latitude = null, longitude = null where id in
       (${closedCases} and (contact_sealed is not null or address is not null or latitude is not null)
        order by id limit $3) returning 1`,
  ),
  petition_contacts: deleteFrom('petition', 'handled_at < $2'),
  unanswered_questions: deleteFrom('unanswered_question', 'last_asked_at < $2'),
  lookups: deleteFrom('dossier_attempt', 'at < $2'),
  data_requests: deleteFrom('data_request', 'done_at < $2'),
  // Of an open case they stay: a notice is told once because its row is there, and answers in a group find their case.
  staff_notices: deleteFrom(
    'staff_notice',
    `created_at < $2 and state in ('sent', 'failed', 'unknown')
       and not exists (select from citizen_case c where c.id = case_id and c.closed_at is null)`,
  ),
};

/** Citizens who have not written for so long and of whom no case is open. */
export async function loadIdle(tx: WardTx, { before, limit }: Batch): Promise<ConversationId[]> {
  const rows = await tx.query<{ id: ConversationId }>(
    `select i.id::int as id from identity i join conversation v on v.id = i.id
     where i.ward_id = $1 and coalesce(v.last_inbound_at, i.created_at) < $2
       and not exists (select from citizen_case c where c.conversation_id = i.id
                       and c.state in ('new', 'in_progress', 'waiting'))
       and not exists (select from message m where m.conversation_id = i.id
                       and m.state in ('created', 'sending', 'temporary_failure'))
     order by i.id limit $3`,
    [tx.wardId, before, limit],
  );
  return rows.map(({ id }) => id);
}
