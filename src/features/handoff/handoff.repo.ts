import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

export interface OfficerRequest {
  readonly id: number;
  readonly conversationId: ConversationId;
  /** In the citizen's words, long numbers masked. */
  readonly topic: string | null;
  readonly createdAt: Date;
}

/** Of the summary that an officer reads first; the conversation itself is kept whole. */
const maxTopicChars = 4_000;

const columns = 'id::int, conversation_id::int as "conversationId", topic, created_at as "createdAt"';

/** Records the request unless one is open already; says which of the two. */
export async function openRequest(
  tx: WardTx,
  conversationId: ConversationId,
  topic: string | null,
  at: Date,
): Promise<{ readonly request: OfficerRequest; readonly isNew: boolean }> {
  const [made] = await tx.query<OfficerRequest & Record<string, unknown>>(
    `insert into handoff_request (ward_id, conversation_id, topic, created_at) values ($1, $2, $3, $4)
     on conflict (conversation_id) where state = 'open' do nothing returning ${columns}`,
    [tx.wardId, conversationId, topic, at],
  );
  if (made) return { request: made, isNew: true };
  const [open] = await tx.query<OfficerRequest & Record<string, unknown>>(
    `select ${columns} from handoff_request where conversation_id = $1 and state = 'open'`,
    [conversationId],
  );
  if (!open) throw new Error('The open request vanished while it was read');
  return { request: open, isNew: false };
}

/** Adds a line to the request that is open, if it was made after `since`; false when there is none. */
export async function addToOpenRequest(
  tx: WardTx,
  conversationId: ConversationId,
  line: string,
  since: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update handoff_request set topic = left(concat_ws(E'\\n', topic, $2::text), $4::int)
     where conversation_id = $1 and state = 'open' and created_at >= $3 returning id`,
    [conversationId, line, since, maxTopicChars],
  );
  return rows.length > 0;
}

/** The request has been dealt with; false when none is open. */
export async function closeRequest(tx: WardTx, conversationId: ConversationId, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update handoff_request set state = 'closed', closed_at = $2
     where conversation_id = $1 and state = 'open' returning id`,
    [conversationId, at],
  );
  return rows.length > 0;
}

/** What waits for an officer, longest waiting first. */
export function listOpenRequests(tx: WardTx, limit: number): Promise<OfficerRequest[]> {
  return tx.query<OfficerRequest & Record<string, unknown>>(
    `select ${columns} from handoff_request where ward_id = $1 and state = 'open' order by id limit $2`,
    [tx.wardId, limit],
  );
}
