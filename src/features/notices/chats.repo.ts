import type { Actor, RoleGrant } from '../../core/actor.ts';
import type { AccountId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

export const linkPurpose = 'telegram';

/** One code at a time: an older one no longer works. */
export async function saveLinkCode(
  tx: WardTx,
  code: { readonly staffId: number; readonly hash: string; readonly expiresAt: Date },
): Promise<void> {
  await tx.query('delete from staff_token where staff_id = $1 and purpose = $2', [code.staffId, linkPurpose]);
  await tx.query(
    `insert into staff_token (token_hash, ward_id, staff_id, purpose, expires_at) values ($1, $2, $3, $4, $5)`,
    [code.hash, tx.wardId, code.staffId, linkPurpose, code.expiresAt],
  );
}

/** Uses a code up; undefined when it is none, or no longer one. */
export async function useLinkCode(
  tx: WardTx,
  hashes: readonly string[],
  now: Date,
): Promise<{ readonly staffId: number; readonly name: string } | undefined> {
  const [row] = await tx.query<{ staffId: number; name: string }>(
    `with used as (
       delete from staff_token where token_hash = any($1) and purpose = $2 and expires_at > $3 returning staff_id)
     select s.id as "staffId", s.name from used u join staff s on s.id = u.staff_id and s.disabled_at is null`,
    [hashes, linkPurpose, now],
  );
  return row;
}

export async function linkChat(
  tx: WardTx,
  chat: { readonly staffId: number; readonly accountId: AccountId; readonly externalId: string },
): Promise<void> {
  await tx.query(
    `insert into staff_chat (ward_id, staff_id, account_id, external_id) values ($1, $2, $3, $4)
     on conflict (account_id, external_id) do update set staff_id = excluded.staff_id`,
    [tx.wardId, chat.staffId, chat.accountId, chat.externalId],
  );
}

export async function isLinked(tx: WardTx, staffId: number): Promise<boolean> {
  return (await tx.query('select from staff_chat where staff_id = $1 limit 1', [staffId])).length > 0;
}

/** The member of staff behind a chat, with what they may do now. */
export async function actorOfChat(
  tx: WardTx,
  accountId: AccountId,
  externalId: string,
): Promise<Actor | undefined> {
  const [row] = await tx.query<{ staffId: number; name: string; grants: RoleGrant[] }>(
    `select s.id as "staffId", s.name, coalesce((
       select json_agg(json_build_object('role', r.role, 'officeId', r.office_id,
                                         'neighbourhoodId', r.neighbourhood_id) order by r.id)
       from staff_role r where r.staff_id = s.id), '[]') as grants
     from staff_chat t join staff s on s.id = t.staff_id and s.ward_id = $1 and s.disabled_at is null
     where t.account_id = $2 and t.external_id = $3`,
    [tx.wardId, accountId, externalId],
  );
  return row && { ...row, wardId: tx.wardId };
}

/** The case that a message in an office's group was about. */
export async function caseOfGroupMessage(
  tx: WardTx,
  group: string,
  vendorMessageId: string,
): Promise<{ readonly caseId: number; readonly officeId: number } | undefined> {
  const [row] = await tx.query<{ caseId: number; officeId: number }>(
    `select n.case_id::int as "caseId", n.office_id as "officeId"
     from staff_notice n join office o on o.id = n.office_id
     where n.ward_id = $1 and n.vendor_message_id = $3 and n.case_id is not null and n.way = 'telegram'
       and o.notify->>'telegramChat' = $2
     order by n.id desc limit 1`,
    [tx.wardId, group, vendorMessageId],
  );
  return row;
}
