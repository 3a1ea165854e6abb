import type { AccountId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';

export interface PendingConsent {
  readonly accountId: AccountId;
  readonly sealed: string;
  readonly createdAt: Date;
}

export async function saveConsent(
  db: Database,
  consent: { readonly state: string; readonly accountId: AccountId; readonly sealed: string },
): Promise<void> {
  await db.systemQuery(`delete from pending_consent where created_at < now() - interval '1 day'`);
  await db.systemQuery('insert into pending_consent (state, account_id, sealed) values ($1, $2, $3)', [
    consent.state,
    consent.accountId,
    consent.sealed,
  ]);
}

/** A consent comes back once: whoever takes it is the only one. */
export async function takeConsent(db: Database, state: string): Promise<PendingConsent | undefined> {
  const [row] = await db.systemQuery<PendingConsent & Record<string, unknown>>(
    `delete from pending_consent where state = $1
     returning account_id as "accountId", sealed, created_at as "createdAt"`,
    [state],
  );
  return row;
}
