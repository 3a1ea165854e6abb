import type { CaseKind, CaseState } from '../../core/case.ts';
import type { WardTx } from '../../store/database.ts';
import { millis } from './case-list.repo.ts';

/** A case whose alarm is due, held until the transaction ends. */
export interface Alarmed {
  readonly id: number;
  readonly code: string;
  readonly kind: CaseKind;
  readonly category: string;
  readonly urgent: boolean;
  readonly state: CaseState;
  readonly withHead: boolean;
  readonly officeId: number | null;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly alarmLevel: number;
  readonly reopenedTimes: number;
}

/** Another process that does the same takes others, and an act under way is waited for by the next round. */
export function claimAlarms(tx: WardTx, now: number, limit: number): Promise<Alarmed[]> {
  return tx.query<Alarmed & Record<string, unknown>>(
    `select id::int, code, kind, category, urgent, state, with_head as "withHead", office_id as "officeId",
            ${millis('clock_started_at')} as "startedAt", ${millis('due_at')} as "dueAt",
            alarm_level as "alarmLevel", reopened_times as "reopenedTimes"
     from citizen_case where ward_id = $1 and next_alarm_at <= $2 and state in ('new', 'in_progress')
     order by next_alarm_at, id limit $3 for update skip locked`,
    [tx.wardId, new Date(now), limit],
  );
}

/** No new version unless the office gets it: a warning must not refuse the answer that somebody is just writing. */
export async function saveAlarm(
  tx: WardTx,
  alarm: {
    readonly id: number;
    readonly level: number;
    readonly nextAt: number | null;
    readonly withHead: boolean;
    readonly at: number;
  },
): Promise<void> {
  await tx.query(
    `update citizen_case set alarm_level = $2, next_alarm_at = $3, with_head = $4, changed_at = $5,
       version = version + (with_head <> $4::boolean)::int
     where id = $1`,
    [
      alarm.id,
      alarm.level,
      alarm.nextAt === null ? null : new Date(alarm.nextAt),
      alarm.withHead,
      new Date(alarm.at),
    ],
  );
}
