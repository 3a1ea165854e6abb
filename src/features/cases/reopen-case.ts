import type { AccountId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { type Act, admit, change } from './admit.ts';
import { type CaseFacts, loadFacts, type NewValues } from './case-facts.repo.ts';
import { tellNews } from './case-news.ts';
import { type CaseDesk, loadClockwork } from './desk.ts';
import { startClock } from './file-case.ts';
import { noticeStaff } from './notify-staff.ts';
import { loadOffice } from './people.repo.ts';
import { record } from './record.ts';

/**
 * What a case that is opened again begins with: a fresh clock by the row in force today, and its handler, unless it
 * goes to the whole office. A body outside the ward does not get it back.
 */
export async function freshStart(
  tx: WardTx,
  desk: Pick<CaseDesk, 'deadlines'>,
  {
    facts,
    at,
    keepsHandler,
  }: { readonly facts: CaseFacts; readonly at: number; readonly keepsHandler: boolean },
): Promise<NewValues> {
  const clock = startClock(facts, await loadClockwork(tx, desk), { at, withHead: false });
  const office = facts.officeId === null ? undefined : await loadOffice(tx, facts.officeId);
  const kept = keepsHandler && facts.assigneeId !== null;
  return {
    state: kept ? 'in_progress' : 'new',
    ...(keepsHandler ? {} : { assignee_id: null }),
    ...(office?.kind === 'external' ? { office_id: null } : {}),
    with_head: false,
    clock_started_at: new Date(at),
    due_at: new Date(clock.dueAt),
    deadline: JSON.stringify(clock.deadline),
    next_alarm_at: new Date(clock.nextAlarmAt),
    alarm_level: 0,
    answered_at: null,
    closed_at: null,
    rating_asked_at: null,
    rated_at: null,
    reopened_times: 1,
  };
}

/** By staff, who see that it was not settled after all. */
export async function reopen(
  tx: WardTx,
  desk: CaseDesk,
  { act, reason }: { readonly act: Act; readonly reason: string },
): Promise<readonly AccountId[]> {
  const before = await admit(tx, act, 'reopen');
  const { caseId, at, actor } = act;
  await change(tx, act, await freshStart(tx, desk, { facts: before, at, keepsHandler: true }));
  await record(tx, { caseId, at, staffId: actor.staffId, kind: 'reopened', reason });
  const occasion = `reopened:${caseId}:${act.version}`;
  await noticeStaff(tx, { occasion, kind: 'reopened', caseId, facts: { code: before.code }, at });
  const facts = await loadFacts(tx, caseId);
  return facts ? tellNews(tx, desk, { kind: 'reopened', facts }) : [];
}
