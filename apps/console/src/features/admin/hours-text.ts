import type { OfficeHoursSettings } from '../../../../../src/contracts/console/hours.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof weekdays)[number];
type Year = OfficeHoursSettings['years'][number];

/** The intervals of a day as people write them: `07:30-11:30, 13:30-17:00`. */
export const intervalsText = (hours: OfficeHoursSettings, day: Weekday): string =>
  (hours.weekly[day] ?? []).map(({ from, to }) => `${from}-${to}`).join(', ');

export function withIntervals(hours: OfficeHoursSettings, day: Weekday, text: string): OfficeHoursSettings {
  const intervals = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [from = '', to = ''] = part.split('-').map((clock) => clock.trim().padStart(5, '0'));
      return { from, to };
    });
  return { ...hours, weekly: { ...hours.weekly, [day]: intervals } };
}

/** Days of a year on which the ward is closed, one a line: `2026-01-01 Tết Dương lịch`. */
export const closedText = ({ closed }: Year): string =>
  closed.map(({ date, name }) => `${date} ${name}`).join('\n');

/** Days off that are worked, and the weekday whose hours hold: `2026-08-22 mon Làm bù`. */
export const workedText = ({ worked }: Year): string =>
  worked.map(({ date, as, name }) => `${date} ${as} ${name}`).join('\n');

/** A year that nothing is known of yet; its source must be filled in before it is saved. */
export const emptyYear = (year: number): Year => ({ year, source: '', closed: [], worked: [] });

export function readYear(year: Year, text: { readonly closed: string; readonly worked: string }): Year {
  return {
    ...year,
    closed: linesOf(text.closed).map((line) => ({ date: line.slice(0, 10), name: line.slice(10).trim() })),
    worked: linesOf(text.worked).map((line) => ({
      date: line.slice(0, 10),
      as: weekdays.find((day) => day === line.slice(11, 14)) ?? 'mon',
      name: line.slice(14).trim(),
    })),
  };
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
