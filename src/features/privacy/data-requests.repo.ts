import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

export interface NewDataRequest {
  readonly kind: 'access' | 'erasure';
  /** Null: somebody without a chat. */
  readonly conversationId: ConversationId | null;
  /** Null = asked in the chat. */
  readonly staffId: number | null;
  readonly at: number;
  readonly dueAt: number | null;
  /** Null = under way. */
  readonly doneAt: number | null;
}

const moment = (at: number | null): Date | null => (at === null ? null : new Date(at));

export async function addRequest(tx: WardTx, request: NewDataRequest): Promise<void> {
  const { kind, conversationId, staffId, at, dueAt, doneAt } = request;
  await tx.query(
    `insert into data_request (ward_id, kind, conversation_id, staff_id, created_at, due_at, done_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.wardId, kind, conversationId, staffId, new Date(at), moment(dueAt), moment(doneAt)],
  );
}

/** The erasures of this citizen that were under way are done now. */
export async function closeErasures(tx: WardTx, id: ConversationId, at: Date): Promise<void> {
  await tx.query(
    `update data_request set done_at = $2 where conversation_id = $1 and kind = 'erasure' and done_at is null`,
    [id, at],
  );
}
