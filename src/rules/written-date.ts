/** A day, or a minute of a day, by Vietnamese time: `2026-11-22` or `2026-11-22T16:30`. */
export type LocalMoment = string;

const dayFirst =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+(\d{1,2})[:hg](\d{2})?(?::\d{2})?(?: ?(SA|CH|AM|PM))?)?$/i;
const timeFirst = /^(\d{1,2})[:hg](\d{2})?(?::\d{2})?[ ,-]+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/i;
const yearFirst = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;
const spreadsheetSerial = /^\d{5}(?:\.\d+)?$/;

/**
 * Reads a date of a spreadsheet: `22/11/2026`, `22/11/2026 16:30`, `16:30 22/11/2026`, ISO, or the day number
 * that Excel keeps (days since 1899-12-30). Undefined when it is none of these or no day of the calendar.
 */
export function parseWrittenDate(text: string): LocalMoment | undefined {
  const written = text
    .normalize('NFKC')
    .trim()
    .replace(/^ngày /i, '');
  const day = dayFirst.exec(written);
  if (day) return moment([day[3], day[2], day[1]], afternoon(day[4], day[6]), day[5]);
  const time = timeFirst.exec(written);
  if (time) return moment([time[5], time[4], time[3]], time[1], time[2]);
  const iso = yearFirst.exec(written);
  if (iso) return moment([iso[1], iso[2], iso[3]], iso[4], iso[5]);
  return spreadsheetSerial.test(written) ? fromSerial(Number(written)) : undefined;
}

/** The clock of a spreadsheet's own date value, which libraries hand over as if it were UTC. */
export function fromUtcClock(date: Date): LocalMoment | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  // Serial numbers are fractions; half a minute of rounding keeps 16:29:59.999 at 16:30.
  const iso = new Date(date.getTime() + 30_000).toISOString();
  return iso.slice(11, 16) === '00:00' ? iso.slice(0, 10) : iso.slice(0, 16);
}

const fromSerial = (days: number): LocalMoment | undefined =>
  fromUtcClock(new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400_000)));

function afternoon(hour: string | undefined, half: string | undefined): string | undefined {
  if (!hour || !half) return hour;
  const late = /CH|PM/i.test(half);
  return String((Number(hour) % 12) + (late ? 12 : 0));
}

type Ymd = readonly [string | undefined, string | undefined, string | undefined];

function moment([year, month, day]: Ymd, hour?: string, minute = '00'): LocalMoment | undefined {
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(date)) return undefined;
  if (hour === undefined) return date;
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  const clock = `${hour.padStart(2, '0')}:${minute}`;
  return clock === '00:00' ? date : `${date}T${clock}`;
}
