import type { WardTx } from '../../store/database.ts';

export interface UnansweredQuestion {
  readonly id: number;
  /** As it was first asked, with numbers and names masked. */
  readonly question: string;
  readonly timesAsked: number;
  readonly lastAskedAt: Date;
}

/** Keeps a question once per folded writing, and counts. Nothing ties it to whoever asked. */
export async function saveQuestion(
  tx: WardTx,
  { question, folded }: { readonly question: string; readonly folded: string },
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into unanswered_question as q (ward_id, question, folded, created_at, last_asked_at)
     values ($1, $2, $3, $4, $4)
     on conflict (ward_id, folded) do update
       set times_asked = q.times_asked + 1, last_asked_at = greatest(q.last_asked_at, excluded.last_asked_at)`,
    [tx.wardId, question, folded, at],
  );
}

/** What citizens missed most. */
export function listUnanswered(tx: WardTx, limit: number): Promise<UnansweredQuestion[]> {
  return tx.query<UnansweredQuestion & Record<string, unknown>>(
    `select id::int, question, times_asked as "timesAsked", last_asked_at as "lastAskedAt"
     from unanswered_question where ward_id = $1 order by times_asked desc, id limit $2`,
    [tx.wardId, limit],
  );
}
