import type { Json } from '../../channels/channel.ts';
import type { AccountId, WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import type { AccountSettings } from './account-settings.ts';

/** A channel account as the database knows it. */
export interface AccountRow {
  readonly id: AccountId;
  readonly wardId: WardId;
  readonly channel: string;
  readonly externalId: string;
  readonly settings: AccountSettings;
  /** Sealed; null = the account needs none. */
  readonly secrets: string | null;
  readonly notes: Readonly<Record<string, Json>>;
  readonly pausedUntil: Date | number | null;
  readonly pauseReason: string | null;
}

export interface NewAccount {
  readonly wardId: WardId;
  readonly channel: string;
  readonly externalId: string;
  readonly settings?: Readonly<Record<string, Json>>;
  readonly secrets?: string;
}

const columns = `id, ward_id as "wardId", channel, external_id as "externalId", settings, secrets, notes,
  paused_until as "pausedUntil", pause_reason as "pauseReason"`;

/** Adds an account, or gives a known one new credentials; settings that are not named stay as they are. */
export async function upsertAccount(db: Database, account: NewAccount): Promise<AccountRow> {
  const { wardId, channel, externalId, settings = {}, secrets = null } = account;
  const [row] = await db.systemQuery<AccountRow & Record<string, unknown>>(
    `insert into channel_account (ward_id, channel, external_id, settings, secrets) values ($1, $2, $3, $4, $5)
     on conflict (channel, external_id) do update set
       settings = channel_account.settings || excluded.settings,
       secrets = coalesce(excluded.secrets, channel_account.secrets)
     returning ${columns}`,
    [wardId, channel, externalId, JSON.stringify(settings), secrets],
  );
  if (!row) throw new Error('a channel account could not be stored');
  return row;
}

export function listAccounts(db: Database): Promise<AccountRow[]> {
  return db.systemQuery<AccountRow & Record<string, unknown>>(
    `select ${columns} from channel_account order by id`,
  );
}

export async function findAccount(
  db: Database,
  channel: string,
  externalId: string,
): Promise<AccountRow | undefined> {
  const [row] = await db.systemQuery<AccountRow & Record<string, unknown>>(
    `select ${columns} from channel_account where channel = $1 and external_id = $2`,
    [channel, externalId],
  );
  return row;
}

/** Adds to what the channel has learned; a null forgets one thing. */
export async function writeNotes(
  db: Database,
  id: AccountId,
  patch: Readonly<Record<string, Json>>,
): Promise<void> {
  await db.systemQuery(
    'update channel_account set notes = jsonb_strip_nulls(notes || $2::jsonb) where id = $1',
    [id, JSON.stringify(patch)],
  );
}

export async function accountById(db: Database, id: AccountId): Promise<AccountRow | undefined> {
  const [row] = await db.systemQuery<AccountRow & Record<string, unknown>>(
    `select ${columns} from channel_account where id = $1`,
    [id],
  );
  return row;
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

/** With `reason`, only a pause for that reason ends. */
export async function resumeAccount(db: Database, id: AccountId, reason?: string): Promise<void> {
  await db.systemQuery(
    `update channel_account set paused_until = null, pause_reason = null
     where id = $1 and ($2::text is null or pause_reason = $2)`,
    [id, reason ?? null],
  );
}

/** Seals every account's secrets anew; `reseal` gives undefined for what it cannot open. */
export async function resealSecrets(
  db: Database,
  reseal: (sealed: string) => string | undefined,
): Promise<{ resealed: number; failed: AccountId[] }> {
  const failed: AccountId[] = [];
  let resealed = 0;
  for (const { id, secrets } of await listAccounts(db)) {
    if (secrets === null) continue;
    const fresh = reseal(secrets);
    if (fresh === undefined) failed.push(id);
    else {
      await db.systemQuery('update channel_account set secrets = $2 where id = $1 and secrets = $3', [
        id,
        fresh,
        secrets,
      ]);
      resealed += 1;
    }
  }
  return { resealed, failed };
}

/** What the channel learned about its account is found out anew. */
export async function forgetNotes(db: Database, id: AccountId): Promise<void> {
  await db.systemQuery(`update channel_account set notes = '{}' where id = $1`, [id]);
}

export async function writeSetting(db: Database, id: AccountId, name: string, value: unknown): Promise<void> {
  await db.systemQuery(
    `update channel_account set settings = settings || jsonb_build_object($2::text, $3::jsonb) where id = $1`,
    [id, name, JSON.stringify(value)],
  );
}
