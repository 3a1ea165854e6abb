import type { PauseReason } from '../../core/case.ts';
import { alarmsAhead } from '../../rules/case-alarms.ts';
import type { EscalationStep } from '../../rules/case-rules.ts';
import type { OfficeHours } from '../../rules/office-hours.ts';
import { resumeDue } from '../../rules/working-time.ts';
import type { WardTx } from '../../store/database.ts';
import { refusal } from './cases.errors.ts';
import { addEvent, addNote } from './cases.repo.ts';
import type { Change } from './change.ts';
import { loadClock, startClock, stopClock } from './clock.repo.ts';

/** Stops the clock, for one of the two reasons that are allowed, and says in the history why. */
export async function pauseCase(
  tx: WardTx,
  change: Change,
  why: { readonly reason: PauseReason; readonly words: string },
): Promise<void> {
  if (!(await stopClock(tx, change, why.reason))) throw refusal('case_changed');
  const { caseId, staffId, at } = change;
  const noteId = await addNote(tx, { caseId, staffId, kind: 'reason', body: why.words });
  await addEvent(tx, {
    caseId,
    at,
    actor: 'staff',
    staffId,
    kind: 'paused',
    facts: { reason: why.reason, noteId },
  });
}

/** Lets the clock run again, with as much working time left as there was when it stopped. */
export async function resumeCase(
  tx: WardTx,
  change: Change,
  { hours, ladder }: { readonly hours: OfficeHours; readonly ladder: readonly EscalationStep[] },
): Promise<number> {
  const { caseId, staffId, at } = change;
  const clock = await loadClock(tx, caseId);
  if (!clock?.pausedAt) throw refusal('case_changed');
  const due = resumeDue(hours, clock.pausedAt, clock.dueAt, at);
  // Warnings that were given stay given; the next one moves with the deadline.
  const [next] = alarmsAhead(hours, ladder, { ...clock, dueAt: due });
  const nextAlarmAt = next?.at ?? null;
  if (!(await startClock(tx, change, { dueAt: due, nextAlarmAt }))) throw refusal('case_changed');
  await addEvent(tx, { caseId, at, actor: 'staff', staffId, kind: 'resumed', facts: { dueAt: due } });
  return due;
}
