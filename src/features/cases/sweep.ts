import type { AccountId, WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import { sweepAlarms } from './alarms.ts';
import type { CaseDesk } from './desk.ts';
import { dropUnusedPhotos } from './photos.repo.ts';
import { askRatings } from './rate-case.ts';

const unusedPhotosMs = 7 * 86_400_000;
/** A batch is a transaction: after a long absence there may be many. */
const mostBatches = 50;

/** What happens to cases by time alone; run it every minute. Returns the accounts that have something to send. */
export async function sweepCases(
  db: Database,
  desk: CaseDesk,
  { wardId, now }: { readonly wardId: WardId; readonly now: number },
): Promise<readonly AccountId[]> {
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const looked = await db.forWard(wardId, (tx) => sweepAlarms(tx, desk, now));
    if (looked === 0) break;
  }
  return db.forWard(wardId, async (tx) => {
    await dropUnusedPhotos(tx, new Date(now - unusedPhotosMs));
    return askRatings(tx, desk, now);
  });
}
