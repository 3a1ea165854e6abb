import type { AccountId } from '../../core/ids.ts';
import type { Metrics } from '../../lib/metrics.ts';
import type { Database } from '../../store/database.ts';
import { accountsDue, failBlocked, markUnknown } from './marks.repo.ts';

export interface SweepDeliveriesDeps {
  readonly db: Database;
  readonly metrics: Metrics;
  /** Asks for the account to be sent from. */
  wake(account: AccountId): void;
}

/** A send is given up after 10 s by its channel; a row stamped longer ago lost its process. */
const stampedTooLongMs = 60_000;

/** Finds what no wake-up covers: due rows whose job was lost, stamps whose process died, and mail to nobody. */
export async function sweepDeliveries(deps: SweepDeliveriesDeps): Promise<void> {
  const unknown = await markUnknown(deps.db, stampedTooLongMs);
  deps.metrics.swept.inc({ what: 'unknown' }, unknown);
  deps.metrics.swept.inc({ what: 'blocked' }, await failBlocked(deps.db));
  const due = await accountsDue(deps.db);
  deps.metrics.swept.inc({ what: 'account_due' }, due.length);
  for (const account of due) deps.wake(account);
}

/**
 * For a process that alone sends from its database: whatever is stamped when it starts lost its process, and
 * later messages of those conversations need not wait for the sweeper to find out.
 */
export async function settleStamps(db: Database): Promise<void> {
  await markUnknown(db, 0);
}
