import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { FileRef, InboundContent } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import type { MessageBody } from '../deliveries/index.ts';

export interface TurnRow {
  /** Microseconds since the epoch, as text. */
  readonly moment: string;
  readonly direction: 'in' | 'out';
  readonly id: string;
  readonly content: InboundContent | null;
  readonly body: MessageBody | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly by: string | null;
  /** What it was said on, or in answer to; null = of ourselves. */
  readonly eventId: string | null;
  /** News of a case for the chair alone. */
  readonly isChairOnly: boolean;
}

export interface Cursor {
  readonly moment: string;
  readonly direction: string;
  readonly id: string;
}

const micros = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`;
/** Receipts and the like are nobody's words; what has been erased has no content. */
const unspoken = `('receipt', 'receipt_until', 'undelivered', 'touched', 'blocked', 'unblocked', 'unknown')`;

/** Both directions, newest first, before a cursor. */
export function readTurns(
  tx: WardTx,
  id: ConversationId,
  {
    before,
    limit,
    staffId,
  }: { readonly before: Cursor | null; readonly limit: number; readonly staffId: number },
): Promise<TurnRow[]> {
  return tx.query<TurnRow & Record<string, unknown>>(
    `select * from (
       select ${micros('e.received_at')} as moment, 'in' as direction, e.id, e.payload->'content' as content,
         null::jsonb as body, null as state, null as reason, null as by,
         e.id::text as "eventId", false as "isChairOnly"
       from inbound_event e join identity i on i.account_id = e.account_id and i.external_id = e.external_id
       where i.id = $1 and e.payload->'content'->>'kind' not in ${unspoken}
       union all
       select ${micros('m.created_at')}, 'out', m.id, null, m.body, m.state, m.error_code, s.name, m.inbound_event_id::text,
         exists (select from case_message n join citizen_case k on k.id = n.case_id
                 where n.message_id = m.id and k.chair_only and k.assignee_id is distinct from $6::int)
       from message m left join staff s on s.id = (m.body->'facts'->>'officer')::int
       where m.conversation_id = $1
     ) turn
     where $2::bigint is null or (moment, direction, id) < ($2, $3, $4::bigint)
     order by moment desc, direction desc, id desc limit $5`,
    [id, before?.moment ?? null, before?.direction ?? null, before?.id ?? null, limit, staffId],
  );
}

/** The file of one photo of the conversation. */
export async function findPhoto(
  tx: WardTx,
  id: ConversationId,
  eventId: number,
): Promise<{ readonly accountId: AccountId; readonly file: FileRef } | undefined> {
  const [row] = await tx.query<{ accountId: AccountId; file: FileRef }>(
    `select e.account_id as "accountId", e.payload->'content'->'file' as file
     from inbound_event e join identity i on i.account_id = e.account_id and i.external_id = e.external_id
     where i.id = $1 and e.id = $2 and e.payload->'content'->>'kind' = 'photo'`,
    [id, eventId],
  );
  return row;
}
