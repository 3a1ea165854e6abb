import type { WardId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';

type Purpose = 'password';

/** Earlier ones of the same purpose stop working. */
export async function insertToken(
  tx: WardTx,
  token: {
    readonly tokenHash: string;
    readonly staffId: number;
    readonly purpose: Purpose;
    readonly at: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const { tokenHash, staffId, purpose, at, expiresAt } = token;
  await tx.query('delete from staff_token where staff_id = $1 and purpose = $2', [staffId, purpose]);
  await tx.query(
    `insert into staff_token (token_hash, ward_id, staff_id, purpose, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [tokenHash, tx.wardId, staffId, purpose, at, expiresAt],
  );
}

/** Over all wards, for only the token says which ward it is; none of somebody who may not sign in. */
export async function findToken(
  db: Database,
  tokenHash: string,
  { purpose, at }: { readonly purpose: Purpose; readonly at: Date },
): Promise<{ staffId: number; wardId: WardId } | undefined> {
  const [row] = await db.systemQuery<{ staffId: number; wardId: WardId }>(
    `select t.staff_id as "staffId", t.ward_id as "wardId" from staff_token t join staff s on s.id = t.staff_id
     where token_hash = $1 and purpose = $2 and expires_at > $3 and s.disabled_at is null`,
    [tokenHash, purpose, at],
  );
  return row;
}

/** Uses a link up; false when somebody was faster. */
export async function takeToken(tx: WardTx, staffId: number, tokenHash: string): Promise<boolean> {
  const rows = await tx.query('delete from staff_token where staff_id = $1 and token_hash = $2 returning 1', [
    staffId,
    tokenHash,
  ]);
  return rows.length > 0;
}
