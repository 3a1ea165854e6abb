import type { Actor } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';
import { seen } from './admit.ts';
import { answer } from './answer-case.ts';
import type { CaseDesk } from './desk.ts';

/** An answer that was written outside the console, to the case as it is now; it ends the case like any other. */
export async function answerByReply(
  tx: WardTx,
  desk: CaseDesk,
  wish: { readonly actor: Actor; readonly caseId: number; readonly body: string; readonly at: number },
): Promise<void> {
  const { actor, caseId, body, at } = wish;
  const { version } = await seen(tx, actor, caseId);
  await answer(tx, desk, { act: { actor, caseId, version, at }, body, isFinal: true });
}
