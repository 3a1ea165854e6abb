import type { NoticeChoices } from '../../contracts/console/notices.ts';
import type { WardTx } from '../../store/database.ts';

export async function loadChoices(
  tx: WardTx,
  staffId: number,
): Promise<{ readonly email: string; readonly notify: unknown }> {
  const [row] = await tx.query<{ email: string; notify: unknown }>(
    'select email, notify from staff where id = $1 and ward_id = $2',
    [staffId, tx.wardId],
  );
  if (!row) throw new Error('The signed-in person is not there');
  return row;
}

/** Adds to what was chosen before. */
export async function saveChoices(tx: WardTx, staffId: number, kinds: NoticeChoices): Promise<void> {
  await tx.query('update staff set notify = notify || $3::jsonb where id = $1 and ward_id = $2', [
    staffId,
    tx.wardId,
    JSON.stringify(kinds),
  ]);
}
