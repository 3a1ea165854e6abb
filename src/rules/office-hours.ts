import { DateTime } from 'luxon';
import { dateOfDay, localDay } from './local-day.ts';

/** A stretch of a day by Vietnamese clock, `07:30` to `11:30`; the end is not in it. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** A ward's opening hours (*giờ hành chính*): a week's pattern, and the days of each year that differ from it. */
export interface OfficeHours {
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Interval[]>>>;
  /** One entry for every year whose calendar is known. */
  readonly years: readonly CalendarYear[];
}

export interface CalendarYear {
  readonly year: number;
  /** The decision or notice that these days were taken from. */
  readonly source: string;
  /** Closed days: public holidays, *Tết*, days off in compensation. */
  readonly closed: readonly SpecialDay[];
  /** Days worked in exchange (*ngày làm bù*), with the hours of another weekday. */
  readonly worked: readonly (SpecialDay & { readonly as: Weekday })[];
}

export interface SpecialDay {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly name: string;
}

const zone = 'Asia/Ho_Chi_Minh';
/** Tết and the days around it last two weeks at most; nothing is closed longer without a person saying so. */
const searchDays = 60;

/** When the office is open on that day, earliest first. */
export function intervalsOn(hours: OfficeHours, date: string): readonly Interval[] {
  const year = yearOf(hours, date);
  const worked = year?.worked.find((day) => day.date === date);
  if (worked) return sorted(hours.weekly[worked.as] ?? []);
  if (year?.closed.some((day) => day.date === date)) return [];
  const weekday = weekdays[DateTime.fromISO(date, { zone }).weekday - 1];
  return sorted((weekday && hours.weekly[weekday]) ?? []);
}

const sorted = (intervals: readonly Interval[]): readonly Interval[] =>
  [...intervals].sort((left, right) => (left.from < right.from ? -1 : 1));

/** The interval that this moment lies in; `at` in milliseconds since the epoch. */
export function openInterval(hours: OfficeHours, at: number): Interval | undefined {
  const local = DateTime.fromMillis(at, { zone });
  const clock = local.toFormat('HH:mm');
  return intervalsOn(hours, local.toFormat('yyyy-MM-dd')).find(({ from, to }) => from <= clock && clock < to);
}

export function isOpen(hours: OfficeHours, at: number): boolean {
  return openInterval(hours, at) !== undefined;
}

/** The first moment at or after `at` when the office is open; undefined when there is none in two months. */
export function nextOpening(hours: OfficeHours, at: number): number | undefined {
  if (isOpen(hours, at)) return at;
  const start = DateTime.fromMillis(at, { zone });
  for (let offset = 0; offset <= searchDays; offset += 1) {
    const date = start.plus({ days: offset }).toFormat('yyyy-MM-dd');
    const openings = intervalsOn(hours, date).map(({ from }) =>
      DateTime.fromISO(`${date}T${from}`, { zone }).toMillis(),
    );
    const next = openings.find((opening) => opening >= at);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** The days on which nobody works, of the day of `at` and the days after it. */
export function daysOff(hours: OfficeHours, at: number, days: number): string[] {
  const first = localDay(at);
  const dates = Array.from({ length: days }, (_, offset) => dateOfDay(first + offset));
  return dates.filter((date) => intervalsOn(hours, date).length === 0);
}

/** The name of the holiday that this day is, if any. */
export function closedDayName(hours: OfficeHours, date: string): string | undefined {
  return yearOf(hours, date)?.closed.find((day) => day.date === date)?.name;
}

/** Is the calendar of that day's year known? If not, holidays cannot be told. */
export function knowsYear(hours: OfficeHours, date: string): boolean {
  return yearOf(hours, date) !== undefined;
}

function yearOf(hours: OfficeHours, date: string): CalendarYear | undefined {
  return hours.years.find(({ year }) => year === Number(date.slice(0, 4)));
}
