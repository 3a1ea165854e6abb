import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

/** The answer to this chat that was asked about last, or given last, and that nobody has rated yet. */
export async function findRateable(tx: WardTx, conversationId: ConversationId): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select id::int as id from citizen_case
     where conversation_id = $1 and state = 'answered' and rated_at is null
     order by rating_asked_at desc nulls last, answered_at desc limit 1`,
    [conversationId],
  );
  return row?.id;
}

/** The case that this chat rated since a moment: what is said next belongs to it. */
export async function latestRated(
  tx: WardTx,
  conversationId: ConversationId,
  since: number,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select case_id::int as id from case_event join citizen_case on citizen_case.id = case_id
     where conversation_id = $1 and case_event.kind = 'rated' and at >= $2
     order by case_event.id desc limit 1`,
    [conversationId, new Date(since)],
  );
  return row?.id;
}

export async function loadCode(tx: WardTx, caseId: number): Promise<string | null> {
  const [row] = await tx.query<{ code: string }>('select code from citizen_case where id = $1', [caseId]);
  return row?.code ?? null;
}
