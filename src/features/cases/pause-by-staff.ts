import type { PauseReason } from '../../core/case.ts';
import type { AccountId } from '../../core/ids.ts';
import { ladderOn } from '../../rules/case-rules.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { type Act, admit } from './admit.ts';
import { tellNews } from './case-news.ts';
import { type CaseDesk, loadOfficeHours } from './desk.ts';
import { pauseCase, resumeCase } from './pause-case.ts';

/** The citizen is asked what is missing, or told for whom the case waits. */
export async function pauseByStaff(
  tx: WardTx,
  desk: CaseDesk,
  { act, reason, words }: { readonly act: Act; readonly reason: PauseReason; readonly words: string },
): Promise<readonly AccountId[]> {
  const facts = await admit(tx, act, 'pause');
  await pauseCase(tx, changeOf(act), { reason, words });
  return tellNews(tx, desk, { kind: reason, facts, words });
}

export async function resumeByStaff(tx: WardTx, desk: CaseDesk, act: Act): Promise<readonly AccountId[]> {
  await admit(tx, act, 'resume');
  const ladder = ladderOn(desk.rules, localDate(act.at));
  await resumeCase(tx, changeOf(act), { hours: await loadOfficeHours(tx), ladder });
  return [];
}

const changeOf = ({ caseId, version, actor, at }: Act) => ({ caseId, version, staffId: actor.staffId, at });
