import type { AccountId, WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';

/** A channel account as the database knows it. */
export interface AccountRow {
  readonly id: AccountId;
  readonly wardId: WardId;
  readonly channel: string;
  readonly externalId: string;
  readonly settings: AccountSettings;
  readonly pausedUntil: Date | number | null;
  readonly pauseReason: string | null;
}

export interface AccountSettings {
  /** More than the documented rate, where the platform allows it to this account. */
  readonly sendsPerSecond?: number;
}

export async function upsertAccount(
  db: Database,
  account: { wardId: WardId; channel: string; externalId: string },
): Promise<AccountRow> {
  const [row] = await db.systemQuery<AccountRow & Record<string, unknown>>(
    `insert into channel_account (ward_id, channel, external_id) values ($1, $2, $3)
     on conflict (channel, external_id) do update set channel = excluded.channel
     returning ${columns}`,
    [account.wardId, account.channel, account.externalId],
  );
  if (!row) throw new Error('a channel account could not be stored');
  return row;
}

const columns = `id, ward_id as "wardId", channel, external_id as "externalId", settings,
  paused_until as "pausedUntil", pause_reason as "pauseReason"`;

export function listAccounts(db: Database): Promise<AccountRow[]> {
  return db.systemQuery<AccountRow & Record<string, unknown>>(
    `select ${columns} from channel_account order by id`,
  );
}

/** Holds the account's messages; `forever` = until an operator resumes it. A shorter pause changes nothing. */
export async function pauseAccount(
  db: Database,
  id: AccountId,
  until: number | 'forever',
  reason: string,
): Promise<void> {
  const moment = until === 'forever' ? 'infinity' : new Date(until).toISOString();
  await db.systemQuery(
    `update channel_account set paused_until = $2::timestamptz, pause_reason = $3
     where id = $1 and (paused_until is null or paused_until < $2::timestamptz)`,
    [id, moment, reason],
  );
}

export async function resumeAccount(db: Database, id: AccountId): Promise<void> {
  await db.systemQuery('update channel_account set paused_until = null, pause_reason = null where id = $1', [
    id,
  ]);
}
