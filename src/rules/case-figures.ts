import type { OfficeHours } from './office-hours.ts';
import { workingMsBetween } from './working-time.ts';

/** A case as far as it is counted. */
export interface CountedCase {
  readonly receivedAt: number;
  readonly dueAt: number;
  /** When the citizen had a result: answered, referred or declined; null = not yet, or withdrawn or merged. */
  readonly endedAt: number | null;
  /** Somebody should still answer, and the clock runs. */
  readonly isRunning: boolean;
}

export interface Figures {
  readonly received: number;
  readonly answered: number;
  /** Answered, or over time without an answer: what the share on time is a share of. */
  readonly due: number;
  readonly onTime: number;
  /** Per cent, whole; null = nothing was due. */
  readonly onTimePercent: number | null;
  /** From receipt to result, in office hours, to one decimal; null = nothing was answered. */
  readonly medianWorkingHours: number | null;
}

/** A late case that nobody answered counts against the share: leaving it unanswered must not improve it. */
export function figuresOf(cases: readonly CountedCase[], hours: OfficeHours, now: number): Figures {
  const times: number[] = [];
  let [answered, due, onTime] = [0, 0, 0];
  for (const { receivedAt, dueAt, endedAt, isRunning } of cases) {
    if (endedAt === null) {
      due += Number(isRunning && dueAt < now);
      continue;
    }
    answered += 1;
    due += 1;
    onTime += Number(endedAt <= dueAt);
    times.push(workingMsBetween(hours, receivedAt, endedAt));
  }
  return {
    received: cases.length,
    answered,
    due,
    onTime,
    onTimePercent: due === 0 ? null : Math.round((100 * onTime) / due),
    medianWorkingHours: medianHours(times),
  };
}

function medianHours(times: number[]): number | null {
  times.sort((one, other) => one - other);
  const middle = times.length / 2;
  const low = times[Math.ceil(middle) - 1];
  const high = times[Math.floor(middle)];
  if (low === undefined || high === undefined) return null;
  return Math.round((low + high) / 720_000) / 10;
}
