import { type Channel, sendErrorPolicies, type TendsToken, tendsToken } from '../channels/channel.ts';
import {
  listAccounts,
  pauseAccount,
  pauseReasonOf,
  pausesForWantOfAToken,
} from '../features/accounts/index.ts';
import { readAccountLags } from '../features/deliveries/index.ts';
import type { LiveAccount } from './conversation-side.ts';
import type { House } from './house.ts';

/** Renews what would soon end, so that no message has to wait for it. An account without a token pauses. */
export async function tendTokens(house: Pick<House, 'accounts' | 'db' | 'log'>): Promise<void> {
  // Only an administrator's consent ends these, and the platform need not be asked in vain every minute.
  const waiting = new Set(
    (await listAccounts(house.db)).flatMap(({ id, pauseReason }) =>
      pausesForWantOfAToken.some((reason) => reason === pauseReason) ? [id] : [],
    ),
  );
  const accounts = house.accounts
    .all()
    .filter(hasToken)
    .filter(({ id }) => !waiting.has(id));
  await Promise.all(accounts.map((account) => tendOne(house, account)));
}

type WithToken = LiveAccount & { readonly channel: Channel & TendsToken };
const hasToken = (account: LiveAccount): account is WithToken => tendsToken(account.channel);

async function tendOne({ db, log }: Pick<House, 'db' | 'log'>, { id, channel }: WithToken): Promise<void> {
  const tended = await channel.tendToken();
  if (tended.ok) {
    if (tended.value === 'renewed') log.info({ account: id }, 'a token was renewed');
    return;
  }
  const { code, vendorCode } = tended.error;
  if (!sendErrorPolicies[code].pauseAccount || tended.error.retryAfterMs !== undefined) {
    log.warn({ account: id, code, vendorCode }, 'a token could not be renewed, trying again');
    return;
  }
  log.error({ account: id, code, vendorCode }, 'a token is dead: the account pauses and holds its messages');
  await pauseAccount(db, id, 'forever', pauseReasonOf(tended.error));
}

/** How long each account's oldest due message has waited, and who is paused. */
export async function measureAccounts({ db, metrics }: Pick<House, 'db' | 'metrics'>): Promise<void> {
  const lags = new Map((await readAccountLags(db)).map(({ account, seconds }) => [account, seconds]));
  for (const { id, pausedUntil } of await listAccounts(db)) {
    metrics.accountLag.set({ account: String(id) }, lags.get(id) ?? 0);
    const isPaused = pausedUntil !== null && Number(pausedUntil) > Date.now();
    metrics.accountPaused.set({ account: String(id) }, isPaused ? 1 : 0);
  }
}
