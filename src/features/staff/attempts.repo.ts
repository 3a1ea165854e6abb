import type { WardTx } from '../../store/database.ts';

export const mostFailures = 8;
export const lockMs = 15 * 60_000;

/**
 * Counts an attempt as failed before it is looked at, so that many at the same time are not more than that many;
 * null when the account is locked, with the moment until which.
 */
export async function beginAttempt(
  tx: WardTx,
  id: number,
  now: number,
): Promise<{ readonly failures: number } | { readonly lockedUntil: number }> {
  const [row] = await tx.query<{ failures: number }>(
    `update staff set
       failed_sign_ins = case when locked_until is null then failed_sign_ins else 0 end + 1,
       locked_until = case when case when locked_until is null then failed_sign_ins else 0 end + 1 >= $3 then $4::timestamptz end
     where id = $1 and (locked_until is null or locked_until <= $2) returning failed_sign_ins as failures`,
    [id, new Date(now), mostFailures, new Date(now + lockMs)],
  );
  if (row) return row;
  const [locked] = await tx.query<{ until: Date }>('select locked_until as until from staff where id = $1', [
    id,
  ]);
  return { lockedUntil: locked?.until.getTime() ?? now };
}

/** The password was right: this attempt was none. Earlier ones still count, or codes could be tried for ever. */
export const takeBackAttempt = (tx: WardTx, id: number): Promise<unknown> =>
  tx.query(
    `update staff set failed_sign_ins = greatest(failed_sign_ins - 1, 0),
       locked_until = case when failed_sign_ins - 1 >= $2 then locked_until end where id = $1`,
    [id, mostFailures],
  );

export const forgetAttempts = (tx: WardTx, id: number): Promise<unknown> =>
  tx.query('update staff set failed_sign_ins = 0, locked_until = null where id = $1', [id]);
