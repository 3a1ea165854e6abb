import type { WardId } from '../../core/ids.ts';
import type { Logger } from '../../lib/logger.ts';
import {
  keptSince,
  type PersonalDataLaw,
  type RetentionClass,
  retentionClasses,
} from '../../rules/personal-data-law.ts';
import type { Database } from '../../store/database.ts';
import { forgetIdentity } from './privacy.repo.ts';
import { type Batch, erasers, loadIdle } from './retention.repo.ts';

export interface RetentionDeps {
  readonly db: Database;
  readonly law: PersonalDataLaw;
  readonly log: Logger;
}

const batchRows = 500;
const batchCitizens = 20;

/**
 * Lets go of what a ward has kept long enough, kind by kind. Each batch is a transaction of its own: a sweep that
 * is cut off goes on where it stopped. Logs counts, never what it was.
 */
export async function sweepRetention(
  { db, law, log }: RetentionDeps,
  ward: WardId,
  now: number,
): Promise<Partial<Record<RetentionClass, number>>> {
  const gone: Partial<Record<RetentionClass, number>> = {};
  for (const kind of retentionClasses) {
    const before = keptSince(law, kind, now);
    if (before === null) continue;
    const count = await untilNone((limit) => eraseBatch(db, ward, { kind, before, limit, now }));
    if (count > 0) gone[kind] = count;
  }
  if (Object.keys(gone).length > 0) log.info({ ward, gone }, 'let go of what was kept long enough');
  return gone;
}

async function untilNone(erase: (limit: number) => Promise<number>): Promise<number> {
  let sum = 0;
  for (;;) {
    const count = await erase(batchRows);
    if (count === 0) return sum;
    sum += count;
  }
}

function eraseBatch(
  db: Database,
  ward: WardId,
  { kind, now, ...batch }: Batch & { readonly kind: RetentionClass; readonly now: number },
): Promise<number> {
  return db.forWard(ward, async (tx) => {
    if (kind !== 'idle_citizens') return (await erasers[kind]?.(tx, batch)) ?? 0;
    const idle = await loadIdle(tx, { ...batch, limit: batchCitizens });
    for (const id of idle) await forgetIdentity(tx, id, new Date(now));
    return idle.length;
  });
}
