import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';

export interface PendingLookup {
  readonly id: number;
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly language: Language;
  readonly sealed: string;
  readonly attempts: number;
  readonly createdAt: Date;
}

const columns = `p.id::int, p.conversation_id::int as "conversationId", i.account_id as "accountId", i.language,
  p.sealed, p.attempts, p.created_at as "createdAt"`;

export function loadPendingOf(tx: WardTx, conversationId: ConversationId): Promise<PendingLookup[]> {
  return tx.query<PendingLookup & Record<string, unknown>>(
    `select ${columns} from pending_lookup p join identity i on i.id = p.conversation_id
     where p.ward_id = $1 and p.conversation_id = $2 order by p.id`,
    [tx.wardId, conversationId],
  );
}

/** Due look-ups of the ward, kept from other workers until the transaction ends. */
export function claimDuePending(tx: WardTx, now: Date, limit: number): Promise<PendingLookup[]> {
  return tx.query<PendingLookup & Record<string, unknown>>(
    `select ${columns} from pending_lookup p join identity i on i.id = p.conversation_id
     where p.ward_id = $1 and p.next_attempt_at <= $2 order by p.next_attempt_at, p.id limit $3
     for update of p skip locked`,
    [tx.wardId, now, limit],
  );
}

export async function savePending(
  tx: WardTx,
  pending: { readonly conversationId: ConversationId; readonly sealed: string },
  at: { readonly createdAt: Date; readonly nextAttemptAt: Date },
): Promise<void> {
  await tx.query(
    `insert into pending_lookup (ward_id, conversation_id, sealed, created_at, next_attempt_at)
     values ($1, $2, $3, $4, $5)`,
    [tx.wardId, pending.conversationId, pending.sealed, at.createdAt, at.nextAttemptAt],
  );
}

export async function postponePending(tx: WardTx, id: number, nextAttemptAt: Date): Promise<void> {
  await tx.query(
    'update pending_lookup set attempts = least(attempts + 1, 30000), next_attempt_at = $2 where id = $1',
    [id, nextAttemptAt],
  );
}

export async function deletePending(tx: WardTx, ids: readonly number[]): Promise<void> {
  await tx.query('delete from pending_lookup where id = any($1)', [ids]);
}
