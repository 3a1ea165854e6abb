import type { PauseReason } from '../../core/case.ts';
import type { WardTx } from '../../store/database.ts';
import { millis } from './case-list.repo.ts';
import type { Change } from './change.ts';

export interface Clock {
  readonly startedAt: number;
  readonly dueAt: number;
  readonly pausedAt: number | null;
  readonly alarmLevel: number;
}

export async function loadClock(tx: WardTx, caseId: number): Promise<Clock | undefined> {
  const [row] = await tx.query<Clock & Record<string, unknown>>(
    `select ${millis('clock_started_at')} as "startedAt", ${millis('due_at')} as "dueAt",
            ${millis('paused_at')} as "pausedAt", alarm_level as "alarmLevel"
     from citizen_case where id = $1`,
    [caseId],
  );
  return row;
}

/** False when the case has changed since, or its clock does not run. */
export async function stopClock(tx: WardTx, change: Change, reason: PauseReason): Promise<boolean> {
  const rows = await tx.query(
    `update citizen_case set state = 'waiting', paused_at = $3, pause_reason = $4, next_alarm_at = null,
       version = version + 1, changed_at = $3
     where id = $1 and version = $2 and state in ('new', 'in_progress') returning id`,
    [change.caseId, change.version, new Date(change.at), reason],
  );
  return rows.length > 0;
}

/** False when the case has changed since, or its clock does not stand. */
export async function startClock(
  tx: WardTx,
  change: Change,
  next: { readonly dueAt: number; readonly nextAlarmAt: number | null },
): Promise<boolean> {
  const rows = await tx.query(
    `update citizen_case set state = case when assignee_id is null then 'new' else 'in_progress' end,
       paused_at = null, pause_reason = null, due_at = $4, next_alarm_at = $5,
       version = version + 1, changed_at = $3
     where id = $1 and version = $2 and state = 'waiting' returning id`,
    [
      change.caseId,
      change.version,
      new Date(change.at),
      new Date(next.dueAt),
      next.nextAlarmAt === null ? null : new Date(next.nextAlarmAt),
    ],
  );
  return rows.length > 0;
}
