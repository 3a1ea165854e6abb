import { z } from 'zod';
import { type WardId, wardId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

/** PostgreSQL passes it on to every process with open consoles, at the commit. */
export const staffChannel = 'gan_dan_staff';

const Line = z.object({ ward: z.number().transform(wardId), staff: z.number() });

/** Sessions of this person have ended, or they may do other things from now on. */
export async function tellOfStaff(tx: WardTx, staffId: number): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [
    staffChannel,
    JSON.stringify({ ward: tx.wardId, staff: staffId }),
  ]);
}

/** Anybody with the database may notify: what is no line of ours is nobody's. */
export function readStaffLine(payload: string): { ward: WardId; staff: number } | undefined {
  try {
    return Line.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}
