import { dateField } from './moments.ts';

/** `late` and `soon` ask for somebody's attention; `still`: the clock stands; `over`: no clock runs. */
export type Tone = 'calm' | 'soon' | 'late' | 'still' | 'over';

export interface TimeLeft {
  readonly tone: Tone;
  readonly key: string;
  readonly count: number;
}

export interface Clocked {
  readonly state: string;
  readonly dueAt: number;
  readonly pausedAt: number | null;
  readonly elapsed: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const running = new Set(['new', 'in_progress', 'waiting']);
const soonAt = 0.8;

/** How much time is left, as the key of a sentence. Days are working days, hours are those of the wall clock. */
export function timeLeft(clocked: Clocked, now: number, daysOff?: readonly string[]): TimeLeft {
  if (!running.has(clocked.state)) return { tone: 'over', key: 'time.over', count: 0 };
  if (clocked.pausedAt !== null) return { tone: 'still', key: 'time.still', count: 0 };
  if (clocked.dueAt <= now) return lateBy(now - clocked.dueAt);
  const days = workingDaysUntil(clocked.dueAt, now, daysOff);
  if (days === 0) return withinHours(clocked.dueAt - now);
  return {
    tone: clocked.elapsed >= soonAt ? 'soon' : 'calm',
    key: days === 1 ? 'time.day_left' : 'time.days_left',
    count: days,
  };
}

function lateBy(ms: number): TimeLeft {
  if (ms < hour)
    return { tone: 'late', key: 'time.minutes_late', count: Math.max(1, Math.floor(ms / minute)) };
  if (ms < day) return { tone: 'late', key: 'time.hours_late', count: Math.floor(ms / hour) };
  const days = Math.floor(ms / day);
  return { tone: 'late', key: days === 1 ? 'time.day_late' : 'time.days_late', count: days };
}

function withinHours(ms: number): TimeLeft {
  if (ms < hour)
    return { tone: 'soon', key: 'time.minutes_left', count: Math.max(1, Math.floor(ms / minute)) };
  return { tone: 'soon', key: 'time.hours_left', count: Math.floor(ms / hour) };
}

/** Days after today, up to the day it is due, on which the ward works. */
function workingDaysUntil(dueAt: number, now: number, daysOff?: readonly string[]): number {
  const last = dateField(dueAt);
  let count = 0;
  for (let date = dayAfter(dateField(now)); date <= last; date = dayAfter(date)) {
    if (!isOff(date, daysOff)) count += 1;
  }
  return count;
}

/** On the calendar alone: asking the clock's zone for each day of each row made a long inbox slow. */
const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + day).toISOString().slice(0, 10);

/** Without the ward's own calendar: Saturday and Sunday. */
function isOff(date: string, daysOff?: readonly string[]): boolean {
  if (daysOff) return daysOff.includes(date);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
