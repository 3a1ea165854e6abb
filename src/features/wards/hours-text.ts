import { DateTime } from 'luxon';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Language } from '../../core/message.ts';
import {
  closedDayName,
  type Interval,
  intervalsOn,
  knowsYear,
  nextOpening,
  type OfficeHours,
  openInterval,
  type Weekday,
  weekdays,
} from '../../rules/office-hours.ts';

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const zone = 'Asia/Ho_Chi_Minh';

export const sayer =
  (speak: Speak, language: Language, file: string): Say =>
  (key, values) =>
    speak(language, `${file}.${key}`, values);

/** Whether the office is open now, until or from when, and the week's hours. */
export function hoursText(
  hours: OfficeHours,
  now: number,
  say: Say,
): { readonly open: boolean; readonly text: string } {
  if (Object.values(hours.weekly).every((day) => !day || day.length === 0)) {
    return { open: false, text: say('hours.none') };
  }
  const date = DateTime.fromMillis(now, { zone }).toFormat('yyyy-MM-dd');
  const open = openInterval(hours, now);
  const lines = [
    ...(open ? [say('hours.open', { to: open.to })] : closedLines(hours, now, date, say)),
    ...(knowsYear(hours, date) ? [] : [say('hours.unknownYear', { year: date.slice(0, 4) })]),
    say('hours.heading'),
    ...weekLines(hours, say),
  ];
  return { open: open !== undefined, text: lines.join('\n') };
}

function closedLines(hours: OfficeHours, now: number, date: string, say: Say): string[] {
  const holiday = intervalsOn(hours, date).length === 0 ? closedDayName(hours, date) : undefined;
  const lines = [holiday ? say('hours.holiday', { name: holiday }) : say('hours.closed')];
  const next = nextOpening(hours, now);
  if (next === undefined) return lines;
  const at = momentWords(next, say);
  const today = DateTime.fromMillis(next, { zone }).toFormat('yyyy-MM-dd') === date;
  return [...lines, today ? say('hours.againToday', { time: at.time }) : say('hours.again', at)];
}

/** Clock, weekday and date of a moment, in words. */
export function momentWords(at: number, say: Say): { time: string; day: string; date: string } {
  const local = DateTime.fromMillis(at, { zone });
  const weekday = weekdays[local.weekday - 1] ?? 'mon';
  return { time: local.toFormat('HH:mm'), day: say(`day.${weekday}`), date: local.toFormat('dd/MM/yyyy') };
}

/** Days in a row with the same hours share a line. */
function weekLines({ weekly }: OfficeHours, say: Say): string[] {
  const groups: { first: Weekday; last: Weekday; intervals: string }[] = [];
  let previous: Weekday | undefined;
  for (const day of weekdays) {
    const intervals = intervalsText(weekly[day] ?? [], say);
    const group = groups.at(-1);
    if (intervals !== '' && group?.intervals === intervals && group.last === previous) group.last = day;
    else if (intervals !== '') groups.push({ first: day, last: day, intervals });
    previous = day;
  }
  return groups.map(({ first, last, intervals }) => {
    const [from, to] = [capital(say(`day.${first}`)), say(`day.${last}`)];
    return first === last
      ? say('hours.oneDay', { day: from, intervals })
      : say('hours.severalDays', { first: from, last: to, intervals });
  });
}

const intervalsText = (intervals: readonly Interval[], say: Say): string =>
  [...intervals]
    .sort((left, right) => (left.from < right.from ? -1 : 1))
    .map(({ from, to }) => say('hours.interval', { from, to }))
    .join(', ');

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
