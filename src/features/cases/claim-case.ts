import type { WardTx } from '../../store/database.ts';
import { addEvent } from './cases.repo.ts';
import { claimRow, loadHolder } from './claims.repo.ts';

/** What became of a claim; whoever comes second is told who was first. */
export type ClaimOutcome =
  | { readonly outcome: 'claimed' }
  | { readonly outcome: 'taken'; readonly by: string }
  /** It waits for nobody any more, or is not for this person to see. */
  | { readonly outcome: 'not_open' };

/**
 * Takes a case that nobody has: of two who click in the same millisecond one wins. Claiming what one has already
 * changes nothing.
 */
export async function claimCase(
  tx: WardTx,
  wish: { readonly caseId: number; readonly staffId: number; readonly at: number },
): Promise<ClaimOutcome> {
  const { caseId, staffId, at } = wish;
  if (await claimRow(tx, wish)) {
    await addEvent(tx, { caseId, at, actor: 'staff', staffId, kind: 'claimed' });
    return { outcome: 'claimed' };
  }
  const holder = await loadHolder(tx, caseId);
  if (!holder) return { outcome: 'not_open' };
  return holder.id === staffId ? { outcome: 'claimed' } : { outcome: 'taken', by: holder.name };
}
