import { channels, environmentParts } from '../channels/registry.ts';
import { readConfig } from '../config.ts';
import { err, ok } from '../core/result.ts';
import { type AccountRow, CommonSettings, openSecrets } from '../features/accounts/index.ts';
import type { AccountDesk } from '../features/ward-admin/index.ts';
import { keepAccount } from './ensure-accounts.ts';
import type { Ground } from './ground.ts';

const connectable = environmentParts.map(([channel, { variables }]) => ({
  channel,
  variables: Object.keys(variables),
}));
const known = new Set(connectable.flatMap(({ variables }) => variables));

/** Channel accounts as the console connects them: by the same variables as in the environment. */
export const createAccountDesk = (ground: Pick<Ground, 'db' | 'seal' | 'config'>): AccountDesk => ({
  connectable,
  describe(variables) {
    const unknown = Object.keys(variables).filter((name) => !known.has(name));
    if (unknown.length > 0) return err(unknown);
    const config = readConfig(variables);
    if (!config.ok) return err(config.error);
    const [account, second] = config.value.accounts;
    return account && !second ? ok(account) : err(['cần các biến của đúng một kênh']);
  },
  keep: (wardId, account) => keepAccount(ground.db, ground.seal, wardId, account),
  faults: (row, settings) => accountFaults(ground, row, settings),
});

/** What a channel with these settings would complain about: nothing is stored that stops an account. */
export function accountFaults(
  { seal, config }: Pick<Ground, 'seal' | 'config'>,
  row: AccountRow,
  settings: object,
): string[] {
  const secrets = openSecrets(seal, row.secrets);
  const { publicUrl } = config.server;
  const whole = { ...settings, ...(secrets.ok ? secrets.value : {}), ...(publicUrl && { publicUrl }) };
  const checks = [CommonSettings.safeParse(settings), channels[row.channel]?.account?.safeParse(whole)];
  return checks.flatMap((check) =>
    check && !check.success
      ? check.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
      : [],
  );
}
