import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import type { Seal, SealFault } from '../../lib/seal.ts';

export type AccountSecrets = Readonly<Record<string, string>>;

const Secrets = z.record(z.string(), z.string());
const purpose = 'channel-account';

/** An account's credentials as they lie in the database. */
export const sealSecrets = (seal: Seal, secrets: AccountSecrets): string =>
  seal.seal(purpose, JSON.stringify(secrets));

/** An account that needs no credentials has none. */
export function openSecrets(seal: Seal, sealed: string | null): Result<AccountSecrets, SealFault> {
  if (sealed === null) return ok({});
  const opened = seal.open(purpose, sealed);
  if (!opened.ok) return opened;
  const parsed = Secrets.safeParse(JSON.parse(opened.value));
  return parsed.success ? ok(parsed.data) : err('damaged');
}
