import { localDay } from './local-day.ts';
import type { OfficeHours } from './office-hours.ts';
import { spansOn } from './open-spans.ts';

export { standardWeek } from './open-spans.ts';

export const durationUnits = ['hour', 'working_hour', 'calendar_day', 'working_day'] as const;
export type DurationUnit = (typeof durationUnits)[number];

/** A time limit as the law writes it; days are whole and at least one. */
export interface Duration {
  readonly value: number;
  readonly unit: DurationUnit;
}

const hour = 3_600_000;

/**
 * The last moment of a time limit that began at `from`. The day of receipt is never counted, and a limit in days
 * ends when the office closes on its last day: the law gives until midnight, but nobody answers after closing.
 * A calendar day on which the office is closed gives way to the next working day (Bộ luật Dân sự 2015, Điều 148).
 */
export function dueAt(hours: OfficeHours, from: number, { value, unit }: Duration): number {
  switch (unit) {
    case 'hour':
      return from + value * hour;
    case 'working_hour':
      return addWorkingMs(hours, from, value * hour);
    case 'calendar_day':
      return nextWorkingDay(hours, localDay(from) + Math.ceil(value)).closes;
    case 'working_day':
      return nthWorkingDay(hours, localDay(from), value).closes;
  }
}

/** Milliseconds of office hours from one moment to another; 0 when `to` is not later. */
export function workingMsBetween(hours: OfficeHours, from: number, to: number): number {
  let sum = 0;
  for (let day = localDay(from); from < to && day <= localDay(to); day += 1) {
    for (const [opens, closes] of spansOn(hours, day)) {
      sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
    }
  }
  return sum;
}

/** The first moment by which so much office time has passed; with none to pass, the first open moment. */
export function addWorkingMs(hours: OfficeHours, from: number, ms: number): number {
  if (!Number.isFinite(ms)) throw new RangeError(`${ms} is no length of time`);
  let left = Math.max(0, ms);
  for (let day = localDay(from); ; day = nextWorkingDay(hours, day + 1).day) {
    for (const span of spansOn(hours, day)) {
      const begin = Math.max(span[0], from);
      if (begin < span[1] && left <= span[1] - begin) return begin + left;
      left -= Math.max(0, span[1] - begin);
    }
  }
}

/** What share of the office time from `from` to `due` has passed: over 1 when overdue. */
export function elapsedShare(hours: OfficeHours, from: number, due: number, at: number): number {
  const total = workingMsBetween(hours, from, due);
  if (total > 0) return workingMsBetween(hours, from, at) / total;
  if (due > from) return Math.max(0, at - from) / (due - from);
  return at < due ? 0 : 1;
}

/** When that share has passed: the inverse of `elapsedShare`. The whole is always `due` itself. */
export function momentOfShare(hours: OfficeHours, from: number, due: number, share: number): number {
  if (share === 1) return due;
  const total = workingMsBetween(hours, from, due);
  if (total > 0) return addWorkingMs(hours, from, Math.round(total * share));
  return from + Math.round(Math.max(0, due - from) * share);
}

/** Limits are shown to the minute: less office time than that is no pause. */
const shortestPause = 60_000;

/** The new limit after a pause, leaving as much office time as was left; what was overdue stays overdue. */
export function resumeDue(hours: OfficeHours, pausedAt: number, due: number, resumedAt: number): number {
  if (pausedAt >= due || resumedAt - pausedAt < shortestPause) return due;
  const left = workingMsBetween(hours, pausedAt, due);
  if (left === 0) return resumedAt + (due - pausedAt);
  // A slip of the hand must not carry the end of Friday into the next week, nor bring an end at night forward.
  if (workingMsBetween(hours, pausedAt, resumedAt) < shortestPause) return due;
  return addWorkingMs(hours, resumedAt, left);
}

/** Nothing is closed for ten years; a calendar that says so is a mistake that must not hang the process. */
const searchDays = 3_700;

interface WorkingDay {
  readonly day: number;
  readonly closes: number;
}

/** That day itself, if the office opens on it, or the next that it opens on. */
function nextWorkingDay(hours: OfficeHours, from: number): WorkingDay {
  for (let day = from; day < from + searchDays; day += 1) {
    const last = spansOn(hours, day).at(-1);
    if (last) return { day, closes: last[1] };
  }
  throw new RangeError('These office hours have no working day in ten years');
}

function nthWorkingDay(hours: OfficeHours, receipt: number, count: number): WorkingDay {
  let found = nextWorkingDay(hours, receipt + 1);
  for (let left = count - 1; left > 0; left -= 1) found = nextWorkingDay(hours, found.day + 1);
  return found;
}
