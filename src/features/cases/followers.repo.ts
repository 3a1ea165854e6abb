import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

/** False when they follow it already. */
export async function addFollower(tx: WardTx, caseId: number, follower: ConversationId): Promise<boolean> {
  const rows = await tx.query(
    `insert into case_follower (ward_id, case_id, conversation_id) values ($1, $2, $3)
     on conflict do nothing returning case_id`,
    [tx.wardId, caseId, follower],
  );
  return rows.length > 0;
}

/** The citizen and the followers of one case follow another; whose case that is does not follow it too. */
export async function moveFollowers(
  tx: WardTx,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await tx.query(
    `insert into case_follower (ward_id, case_id, conversation_id)
     select $1, $3, k.id from (
       select conversation_id as id from case_follower where case_id = $2
       union select conversation_id from citizen_case where id = $2) k
     where k.id is not null
       and k.id is distinct from (select conversation_id from citizen_case where id = $3)
     on conflict do nothing`,
    [tx.wardId, from, to],
  );
}
