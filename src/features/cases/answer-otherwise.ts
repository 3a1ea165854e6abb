import type { AccountId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import type { Act } from './admit.ts';
import { answer } from './answer-case.ts';
import { loadAnswers } from './case-detail.repo.ts';
import { loadFacts } from './case-facts.repo.ts';
import type { CaseRoutesDeps } from './desk.ts';
import { fallBack } from './fallback-answer.ts';
import type { OtherWay } from './fallbacks.ts';

/** An answer to somebody whom the chat does not reach; where it must be approved first, the way is chosen then. */
export async function answerOtherwise(
  tx: WardTx,
  deps: CaseRoutesDeps,
  wish: {
    readonly act: Act;
    readonly body: string;
    readonly isFinal: boolean;
    readonly way: OtherWay;
  },
): Promise<readonly AccountId[]> {
  const { act, way } = wish;
  const due = await answer(tx, deps, { ...wish, withoutChat: true });
  const stored = (await loadAnswers(tx, act.caseId)).at(-1);
  const now = await loadFacts(tx, act.caseId);
  if (stored?.state !== 'queued' || !now) return due;
  const told = await fallBack(tx, deps, {
    act: { ...act, version: now.version },
    answerId: stored.id,
    way,
  });
  return [...due, ...told];
}
