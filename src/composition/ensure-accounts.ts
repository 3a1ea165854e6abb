import type { Config, EnvironmentAccount } from '../config.ts';
import type { WardId } from '../core/ids.ts';
import {
  findAccount,
  forgetToken,
  openSecrets,
  pausesForWantOfAToken,
  resumeAccount,
  sealSecrets,
  upsertAccount,
} from '../features/accounts/index.ts';
import type { Seal } from '../lib/seal.ts';
import type { Database } from '../store/database.ts';

interface FirstWard {
  readonly id: WardId;
  readonly code: string;
}

/** The first ward's accounts, as the environment describes them; what it says today counts. */
export async function ensureAccounts(
  db: Database,
  seal: Seal,
  config: Config,
  ward: FirstWard,
): Promise<void> {
  await upsertAccount(db, { wardId: ward.id, channel: 'web-chat', externalId: ward.code });
  await upsertAccount(db, { wardId: ward.id, channel: 'terminal', externalId: ward.code });
  for (const account of config.accounts) await keepAccount(db, seal, ward.id, account);
}

/**
 * Stores an account's description. New credentials end a pause for want of good ones; a new refresh token
 * replaces the pair that was renewed from the old one, while one that is only taken away, being used up, does not.
 */
export async function keepAccount(
  db: Database,
  seal: Seal,
  wardId: WardId,
  { channel, externalId, settings, secrets }: EnvironmentAccount,
): Promise<void> {
  const row = await findAccount(db, channel, externalId);
  const opened = row && openSecrets(seal, row.secrets);
  const before = opened?.ok ? opened.value : undefined;
  const isNew = JSON.stringify(sorted(before ?? {})) !== JSON.stringify(sorted(secrets));
  const sealed = isNew ? { secrets: sealSecrets(seal, secrets) } : {};
  const { id } = await upsertAccount(db, { wardId, channel, externalId, settings, ...sealed });
  if (!row || !isNew) return;
  if (secrets.refreshToken !== undefined && secrets.refreshToken !== before?.refreshToken)
    await forgetToken(db, id);
  for (const reason of pausesForWantOfAToken) await resumeAccount(db, id, reason);
}

const sorted = (secrets: Readonly<Record<string, string>>) =>
  Object.entries(secrets).sort(([one], [other]) => (one < other ? -1 : 1));
