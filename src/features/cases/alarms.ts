import { type Alarm, alarmsAhead, alarmsDue } from '../../rules/case-alarms.ts';
import { ladderOn } from '../../rules/case-rules.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { type Alarmed, claimAlarms, saveAlarm } from './alarms.repo.ts';
import { addEvent } from './cases.repo.ts';
import { type CaseDesk, loadClockwork } from './desk.ts';
import { type Clockwork, intakeEnds } from './file-case.ts';
import { noticeStaff } from './notify-staff.ts';

const atOnce = 100;

/**
 * Warns of what is due soon or overdue, goes up the ladder, and takes to the office what no neighbourhood's head has
 * taken in hand. For a round every minute, for each ward; any number of processes may run it. Returns how many
 * cases were looked at: as many as it takes at once means that there may be more.
 */
export async function sweepAlarms(
  tx: WardTx,
  desk: Pick<CaseDesk, 'deadlines' | 'rules'>,
  now: number,
): Promise<number> {
  const cases = await claimAlarms(tx, now, atOnce);
  if (cases.length === 0) return 0;
  const clockwork = await loadClockwork(tx, desk);
  const ladder = ladderOn(desk.rules, localDate(now));
  for (const alarmed of cases) {
    const ahead = alarmsAhead(clockwork.officeHours, ladder, alarmed);
    const { due, next } = alarmsDue(ahead, now);
    const head = headsTurn(alarmed, clockwork, now);
    await saveAlarm(tx, {
      id: alarmed.id,
      level: due.at(-1)?.level ?? alarmed.alarmLevel,
      nextAt: head.until === null || next === null ? next : Math.min(next, head.until),
      withHead: alarmed.withHead && !head.isOver,
      at: now,
    });
    if (head.isOver) await passOn(tx, alarmed, now);
    for (const alarm of due) await give(tx, alarmed, alarm, now);
  }
  return cases.length;
}

/** A head who has not taken the case in hand within the intake limit. */
function headsTurn(
  { withHead, state, startedAt, ...subject }: Alarmed,
  clockwork: Clockwork,
  now: number,
): { readonly isOver: boolean; readonly until: number | null } {
  if (!withHead || state !== 'new') return { isOver: false, until: null };
  const until = intakeEnds(subject, clockwork, startedAt);
  return until <= now ? { isOver: true, until: null } : { isOver: false, until };
}

async function passOn(tx: WardTx, { id, code, officeId }: Alarmed, at: number): Promise<void> {
  await addEvent(tx, { caseId: id, at, actor: 'house', kind: 'passed_on', facts: { officeId } });
  const occasion = `new_case:${id}:office`;
  await noticeStaff(tx, { occasion, kind: 'new_case', caseId: id, facts: { code }, at });
}

async function give(
  tx: WardTx,
  { id, code, reopenedTimes }: Alarmed,
  { level, to }: Alarm,
  at: number,
): Promise<void> {
  const isUp = to !== null;
  await addEvent(tx, {
    caseId: id,
    at,
    actor: 'house',
    kind: isUp ? 'escalated' : 'warned',
    facts: isUp ? { level, to } : { level },
  });
  const late = level < 100 ? ('due_soon' as const) : ('overdue' as const);
  const kind = isUp ? (`escalated_${to}` as const) : late;
  // A clock that began anew warns anew.
  const occasion = `${kind}:${id}:${reopenedTimes}:${level}`;
  await noticeStaff(tx, { occasion, kind, caseId: id, facts: { code, level }, at });
}
