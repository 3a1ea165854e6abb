import type { AccountId } from '../../core/ids.ts';
import type { Database, SystemTx } from '../../store/database.ts';

export interface TokenRow {
  readonly sealed: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

const columns = 'sealed, issued_at as "issuedAt", expires_at as "expiresAt"';

export async function readToken(db: Database, account: AccountId): Promise<TokenRow | undefined> {
  const [row] = await db.systemQuery<TokenRow & Record<string, unknown>>(
    `select ${columns} from channel_token where account_id = $1`,
    [account],
  );
  return row;
}

/** Waits for whoever renews it now; the lock lasts as long as the transaction. */
export async function lockToken(tx: SystemTx, account: AccountId): Promise<TokenRow | undefined> {
  // Not `for update`: a foreign key's check in another transaction must not wait for the platform.
  const [row] = await tx.query<TokenRow & Record<string, unknown>>(
    `select ${columns} from channel_token where account_id = $1 for no key update`,
    [account],
  );
  return row;
}

const store = `insert into channel_token (account_id, sealed, issued_at, expires_at) values ($1, $2, $3, $4)
  on conflict (account_id) do update set sealed = excluded.sealed, issued_at = excluded.issued_at,
    expires_at = excluded.expires_at`;
const end = 'delete from token_renewal where account_id = $1';

/** The new pair, and with it the end of the renewal. */
export async function storeToken(
  tx: Pick<SystemTx, 'query'>,
  account: AccountId,
  row: TokenRow,
): Promise<void> {
  await tx.query(store, [account, row.sealed, row.issuedAt, row.expiresAt]);
  await tx.query(end, [account]);
}

/** The first pair; one that is there already is newer. */
export async function seedToken(db: Database, account: AccountId, row: TokenRow): Promise<void> {
  await db.systemQuery(
    `insert into channel_token (account_id, sealed, issued_at, expires_at) values ($1, $2, $3, $4)
     on conflict (account_id) do nothing`,
    [account, row.sealed, row.issuedAt, row.expiresAt],
  );
}

/** True when an earlier renewal was begun and never finished. Commits by itself. */
export async function beginRenewal(db: Database, account: AccountId): Promise<boolean> {
  const fresh = await db.systemQuery(
    'insert into token_renewal (account_id) values ($1) on conflict do nothing returning account_id',
    [account],
  );
  return fresh.length === 0;
}

/** The platform certainly did nothing with it. */
export async function forgetRenewal(db: Database, account: AccountId): Promise<void> {
  await db.systemQuery(end, [account]);
}

/** Milliseconds since the epoch at which an unfinished renewal was begun. */
export async function unfinishedRenewal(db: Database, account: AccountId): Promise<number | undefined> {
  const [row] = await db.systemQuery<{ startedAt: Date }>(
    'select started_at as "startedAt" from token_renewal where account_id = $1',
    [account],
  );
  return row?.startedAt.getTime();
}

export async function resealTokens(
  db: Database,
  reseal: (sealed: string) => string | undefined,
): Promise<AccountId[]> {
  const failed: AccountId[] = [];
  const rows = await db.systemQuery<{ id: AccountId; sealed: string }>(
    'select account_id as id, sealed from channel_token',
  );
  for (const { id, sealed } of rows) {
    const fresh = reseal(sealed);
    if (fresh === undefined) failed.push(id);
    else
      await db.systemQuery('update channel_token set sealed = $2 where account_id = $1 and sealed = $3', [
        id,
        fresh,
        sealed,
      ]);
  }
  return failed;
}

/** The next pair begins from the account's own credentials. */
export async function forgetToken(db: Database, account: AccountId): Promise<void> {
  await db.systemQuery(
    'with gone as (delete from token_renewal where account_id = $1) delete from channel_token where account_id = $1',
    [account],
  );
}
