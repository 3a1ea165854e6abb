import type { EscalationStep } from './case-rules.ts';
import type { OfficeHours } from './office-hours.ts';
import { dueAt, momentOfShare } from './working-time.ts';

/** Warnings at these parts of the time limit, in per cent; the last one is the deadline itself. */
const warningShares = [50, 80, 100] as const;

/** A clock that runs. `alarmLevel`: warnings given so far; above 100 the steps of the ladder. */
export interface AlarmClock {
  readonly startedAt: number;
  readonly dueAt: number;
  readonly alarmLevel: number;
}

export interface Alarm {
  /** 50, 80, 100; then 101 for the ladder's first step, and so on. */
  readonly level: number;
  readonly at: number;
  /** Null = a warning to whoever has it. */
  readonly to: EscalationStep['to'] | null;
}

/** Every alarm that this clock will still give, in order. What was given stays given. */
export function alarmsAhead(
  hours: OfficeHours,
  ladder: readonly EscalationStep[],
  { startedAt, dueAt: due, alarmLevel }: AlarmClock,
): readonly Alarm[] {
  const warnings = warningShares.map(
    (level): Alarm => ({ level, at: momentOfShare(hours, startedAt, due, level / 100), to: null }),
  );
  const steps = ladder.map(
    (step, index): Alarm => ({ level: 101 + index, at: dueAt(hours, due, step), to: step.to }),
  );
  return [...warnings, ...steps].filter(({ level }) => level > alarmLevel);
}

/**
 * What is due now: of several warnings that were missed only the latest, of the ladder every step, because each
 * tells somebody else. `next`: when to look again; null = nobody is left to be told.
 */
export function alarmsDue(
  ahead: readonly Alarm[],
  now: number,
): { readonly due: readonly Alarm[]; readonly next: number | null } {
  const past = ahead.filter(({ at }) => at <= now);
  const warning = past.filter(({ to }) => to === null).at(-1);
  const steps = past.filter(({ to }) => to !== null);
  return {
    due: [...(warning ? [warning] : []), ...steps],
    next: ahead.find(({ at }) => at > now)?.at ?? null,
  };
}
