import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

export interface Attempt {
  readonly conversationId: ConversationId;
  /** Keyed hash of the code tried. */
  readonly codeHash: string;
}

/**
 * Two lanes that try the same code must see each other's failures: the second waits for the first one's commit.
 * Waiters are bounded by the time limit of a look-up.
 */
export async function lockCode(tx: WardTx, codeHash: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, $2))', [codeHash, tx.wardId]);
}

/** Times of failed tries since then, newest first: by this citizen, and of this code by anybody. */
export async function loadAttempts(
  tx: WardTx,
  { conversationId, codeHash }: Attempt,
  since: Date,
): Promise<{ byCitizen: Date[]; ofCode: Date[] }> {
  const rows = await tx.query<{ at: Date; mine: boolean; same: boolean }>(
    `select at, conversation_id = $2 as mine, code_hash = $3 as same from dossier_attempt
     where ward_id = $1 and (conversation_id = $2 or code_hash = $3) and at > $4 order by at desc`,
    [tx.wardId, conversationId, codeHash, since],
  );
  return {
    byCitizen: rows.filter(({ mine }) => mine).map(({ at }) => at),
    ofCode: rows.filter(({ same }) => same).map(({ at }) => at),
  };
}

export async function saveAttempt(tx: WardTx, attempt: Attempt, at: Date): Promise<void> {
  await tx.query(
    'insert into dossier_attempt (ward_id, conversation_id, code_hash, at) values ($1, $2, $3, $4)',
    [tx.wardId, attempt.conversationId, attempt.codeHash, at],
  );
}

export async function forgetAttempts(tx: WardTx, before: Date): Promise<void> {
  await tx.query('delete from dossier_attempt where ward_id = $1 and at < $2', [tx.wardId, before]);
}
