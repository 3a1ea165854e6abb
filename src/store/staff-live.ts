import type { WardTx } from './database.ts';

/** Something that open pages of the console show has changed. */
export interface StaffChange {
  readonly kind: 'case' | 'conversation';
  readonly id: number;
}

/** At the commit, wakes the live stream of the ward's staff in every process (`LISTEN staff_live`). */
export async function tellStaff(tx: WardTx, { kind, id }: StaffChange): Promise<void> {
  await tx.query(`select pg_notify('staff_live', $1)`, [JSON.stringify({ ward: tx.wardId, kind, id })]);
}
