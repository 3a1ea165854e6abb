import type { AccountId } from '../../core/ids.ts';
import type { InboundContent } from '../../core/message.ts';
import type { Database, WardTx } from '../../store/database.ts';
import type { MessageBody } from '../deliveries/index.ts';

export interface OutgoingRow {
  readonly id: number;
  readonly at: Date;
  readonly body: MessageBody;
}

export function readOutgoing(
  tx: WardTx,
  account: AccountId,
  externalId: string,
  afterId: number,
  limit: number,
): Promise<OutgoingRow[]> {
  return tx.query<OutgoingRow & Record<string, unknown>>(
    `select m.id::int, m.created_at as at, m.body from message m
     join identity i on i.id = m.conversation_id
     where i.account_id = $1 and i.external_id = $2 and m.id > $3 order by m.id limit $4`,
    [account, externalId, afterId, limit],
  );
}

export interface HistoryRow {
  /** Microseconds since the epoch, as text. */
  readonly moment: string;
  readonly direction: 'in' | 'out';
  readonly id: string;
  /** Their own id of a citizen's message. */
  readonly eventId: string | null;
  readonly content: InboundContent | null;
  readonly body: MessageBody | null;
}

/** The newest rows of both directions before a cursor, newest first. */
export function readHistory(
  tx: WardTx,
  account: AccountId,
  externalId: string,
  before: { moment: string; direction: string; id: string } | null,
  limit: number,
): Promise<HistoryRow[]> {
  const at = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`;
  return tx.query<HistoryRow & Record<string, unknown>>(
    `select * from (
       select ${at('received_at')} as moment, 'in' as direction, id, event_id as "eventId",
              payload->'content' as content, null::jsonb as body
       from inbound_event where account_id = $1 and external_id = $2
         and payload->'content'->>'kind' in ('text', 'choice', 'location', 'photo')
       union all
       select ${at('m.created_at')}, 'out', m.id, null, null, m.body
       from message m join identity i on i.id = m.conversation_id
       where i.account_id = $1 and i.external_id = $2
     ) line
     where $3::bigint is null or (moment, direction, id) < ($3, $4, $5::bigint)
     order by moment desc, direction desc, id desc limit $6`,
    [account, externalId, before?.moment ?? null, before?.direction ?? null, before?.id ?? null, limit],
  );
}

export async function insertPhoto(
  tx: WardTx,
  photo: { id: string; accountId: AccountId; externalId: string; mime: string; content: Buffer },
): Promise<void> {
  await tx.query(
    `insert into stored_file (id, ward_id, account_id, external_id, mime, content)
     values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [photo.id, tx.wardId, photo.accountId, photo.externalId, photo.mime, photo.content],
  );
}

export async function readPhoto(
  tx: WardTx,
  id: string,
  account: AccountId,
  externalId: string,
): Promise<{ mime: string; content: Buffer } | null> {
  const rows = await tx.query<{ mime: string; content: Buffer }>(
    'select mime, content from stored_file where id = $1 and account_id = $2 and external_id = $3',
    [id, account, externalId],
  );
  return rows[0] ?? null;
}

/** A photo by its id, for the house itself: the id alone is the proof, nobody outside knows it. */
export async function readPhotoOfAccount(
  db: Database,
  id: string,
  account: AccountId,
): Promise<Buffer | null> {
  const rows = await db.systemQuery<{ content: Buffer }>(
    'select content from stored_file where id = $1 and account_id = $2',
    [id, account],
  );
  return rows[0]?.content ?? null;
}
