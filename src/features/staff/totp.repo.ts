import type { WardTx } from '../../store/database.ts';

/** A secret that was offered counts only once it has been confirmed; false when one is confirmed already. */
export async function offerTotp(tx: WardTx, id: number, sealed: string): Promise<boolean> {
  const rows = await tx.query(
    `update staff set totp_sealed = $2, totp_last_step = null where id = $1 and totp_confirmed_at is null returning 1`,
    [id, sealed],
  );
  return rows.length > 0;
}

/** Takes a step; false when this one, or a later one, was taken before. */
export async function takeStep(tx: WardTx, id: number, step: number): Promise<boolean> {
  const rows = await tx.query(
    `update staff set totp_last_step = $2 where id = $1 and coalesce(totp_last_step, 0) < $2 returning 1`,
    [id, step],
  );
  return rows.length > 0;
}

export const confirmTotp = (tx: WardTx, id: number, at: Date): Promise<unknown> =>
  tx.query('update staff set totp_confirmed_at = $2 where id = $1', [id, at]);

export const removeTotp = (tx: WardTx, id: number): Promise<unknown> =>
  tx.query(
    'update staff set totp_sealed = null, totp_confirmed_at = null, totp_last_step = null where id = $1',
    [id],
  );
