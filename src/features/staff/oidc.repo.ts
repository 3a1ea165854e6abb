import type { WardId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';

interface Known {
  readonly id: number;
  readonly wardId: WardId;
  readonly linked: boolean;
}

/**
 * The person of that subject, or else the one of that address who was never signed in this way. Over all wards, for
 * only the person says which ward it is.
 */
export async function findByIdentity(
  db: Database,
  { subject, email }: { readonly subject: string; readonly email: string | null },
): Promise<Known | undefined> {
  const [row] = await db.systemQuery<Known & Record<string, unknown>>(
    `select id, ward_id as "wardId", oidc_subject is not null as linked from staff
     where disabled_at is null and (oidc_subject = $1 or (oidc_subject is null and email = $2))
     order by oidc_subject is null limit 1`,
    [subject, email?.toLowerCase() ?? null],
  );
  return row;
}

/** False when somebody was faster. A password that was never the person's own stops working. */
export async function linkIdentity(
  tx: WardTx,
  id: number,
  { subject, spareHash }: { readonly subject: string; readonly spareHash: string },
): Promise<boolean> {
  const rows = await tx.query(
    `update staff set oidc_subject = $2, must_change_password = false,
       password_hash = case when must_change_password then $3 else password_hash end
     where id = $1 and oidc_subject is null returning 1`,
    [id, subject, spareHash],
  );
  return rows.length > 0;
}
