import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

const isOpen = `state in ('new', 'in_progress', 'waiting')`;

/** Marks that the citizen wrote again, so that the handler sees it. False when the case has ended. */
export async function markNews(tx: WardTx, caseId: number, at: number): Promise<boolean> {
  const rows = await tx.query(
    `update citizen_case set news_at = $2, changed_at = $2, version = version + 1
     where id = $1 and ${isOpen} returning id`,
    [caseId, new Date(at)],
  );
  return rows.length > 0;
}

/** Ends an open case of this chat's own. */
export async function withdrawRow(
  tx: WardTx,
  caseId: number,
  conversationId: ConversationId,
  at: number,
): Promise<boolean> {
  const rows = await tx.query(
    `update citizen_case set state = 'withdrawn', closed_at = $3, next_alarm_at = null, paused_at = null,
       pause_reason = null, changed_at = $3, version = version + 1
     where id = $1 and conversation_id = $2 and ${isOpen} returning id`,
    [caseId, conversationId, new Date(at)],
  );
  return rows.length > 0;
}

/** An answered case of this chat's own that may still be opened again; locked. */
export async function lockAnswered(
  tx: WardTx,
  wish: { readonly caseId: number; readonly conversationId: ConversationId; readonly since: number },
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select id::int as id from citizen_case
     where id = $1 and conversation_id = $2 and state = 'answered' and answered_at >= $3 for update`,
    [wish.caseId, wish.conversationId, new Date(wish.since)],
  );
  return row?.id;
}

/** The latest answer to this chat that nobody has rated yet; locked. */
export async function lockUnrated(
  tx: WardTx,
  conversationId: ConversationId,
  since: number,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select id::int as id from citizen_case
     where conversation_id = $1 and state = 'answered' and answered_at >= $2
       and (rated_at is null or rated_at < answered_at)
     order by rating_asked_at desc nulls last, answered_at desc limit 1 for update`,
    [conversationId, new Date(since)],
  );
  return row?.id;
}

export async function saveRating(tx: WardTx, caseId: number, stars: number, at: number): Promise<void> {
  await tx.query(
    'update citizen_case set rating = $2, rated_at = $3, changed_at = $3, version = version + 1 where id = $1',
    [caseId, stars, new Date(at)],
  );
}

/** The case that this chat rated within the last hour: what is said next belongs to it. */
export async function latestRated(
  tx: WardTx,
  conversationId: ConversationId,
  since: number,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select id::int as id from citizen_case where conversation_id = $1 and rated_at >= $2
     order by rated_at desc, id desc limit 1`,
    [conversationId, new Date(since)],
  );
  return row?.id;
}

/** Null when the case is not open, or not for others to see. */
export async function lockFollowable(tx: WardTx, caseId: number): Promise<string | null> {
  const [row] = await tx.query<{ code: string }>(
    `select code from citizen_case where id = $1 and ${isOpen} and not chair_only for share`,
    [caseId],
  );
  return row?.code ?? null;
}
