import { dateOfDay, startOfDay } from './local-day.ts';
import { type Interval, intervalsOn, type OfficeHours } from './office-hours.ts';

/** Open from the first moment up to the second, milliseconds since the epoch. */
export type Span = readonly [from: number, to: number];

const officeDay: readonly Interval[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:00' },
];

/** The usual *giờ hành chính*. Counted with where a ward has set no hours at all; a ward's own settings win. */
export const standardWeek: OfficeHours['weekly'] = {
  mon: officeDay,
  tue: officeDay,
  wed: officeDay,
  thu: officeDay,
  fri: officeDay,
};

interface Calendar {
  readonly hours: OfficeHours;
  readonly spansByDay: Map<number, readonly Span[]>;
}

/** About eleven years of days; a ward's hours are an object that changes only as a whole. */
const mostDays = 4_000;
const calendars = new WeakMap<OfficeHours, Calendar>();

/** When the office is open on a local day, earliest first, without overlaps; remembered per hours and day. */
export function spansOn(hours: OfficeHours, day: number): readonly Span[] {
  const calendar = calendarOf(hours);
  const known = calendar.spansByDay.get(day);
  if (known) return known;
  if (calendar.spansByDay.size >= mostDays) calendar.spansByDay.clear();
  const spans = readSpans(calendar.hours, day);
  calendar.spansByDay.set(day, spans);
  return spans;
}

function calendarOf(hours: OfficeHours): Calendar {
  const known = calendars.get(hours);
  if (known) return known;
  const isSet = Object.values(hours.weekly).some((intervals) =>
    intervals.some(({ from, to }) => minutes(from) < minutes(to)),
  );
  const calendar = { hours: isSet ? hours : { ...hours, weekly: standardWeek }, spansByDay: new Map() };
  calendars.set(hours, calendar);
  return calendar;
}

function readSpans(hours: OfficeHours, day: number): readonly Span[] {
  const midnight = startOfDay(day);
  const spans: [number, number][] = [];
  for (const interval of intervalsOn(hours, dateOfDay(day))) {
    const from = midnight + minutes(interval.from) * 60_000;
    const to = midnight + minutes(interval.to) * 60_000;
    const last = spans.at(-1);
    if (to <= from) continue;
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }
  return spans;
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}
