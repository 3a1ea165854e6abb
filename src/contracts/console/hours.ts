/** A ward's opening hours as they are stored and as the console sends them. */
import { z } from 'zod';

const words = z.string().trim().min(1).max(300);
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const day = z.iso.date();
const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

const Interval = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from < to, { error: 'giờ đóng cửa phải sau giờ mở cửa' });
const SpecialDay = z.strictObject({ date: day, name: words });

const Year = z
  .strictObject({
    year: z.int().min(2020).max(2100),
    source: words,
    closed: z.array(SpecialDay),
    worked: z.array(SpecialDay.extend({ as: Weekday })).default([]),
  })
  .refine(
    ({ year, closed, worked }) => [...closed, ...worked].every(({ date }) => date.startsWith(`${year}-`)),
    { error: 'có ngày không thuộc năm này' },
  );

/** Opening hours as data; see `src/rules/office-hours.ts`. */
export const OfficeHoursSettings = z.strictObject({
  weekly: z.partialRecord(Weekday, z.array(Interval).max(4)),
  years: z.array(Year),
});
export type OfficeHoursSettings = z.infer<typeof OfficeHoursSettings>;

/** The same from a form: nothing in it may contradict itself. */
export const OfficeHoursInput = OfficeHoursSettings.refine(
  ({ weekly }) => Object.values(weekly).some((intervals) => (intervals ?? []).length > 0),
  { path: ['weekly'], error: 'chưa có ngày nào làm việc' },
)
  .refine(({ weekly }) => Object.values(weekly).every((intervals) => !overlap(intervals ?? [])), {
    path: ['weekly'],
    error: 'có giờ chồng lên nhau',
  })
  .refine(({ years }) => isDistinct(years.map(({ year }) => String(year))), {
    path: ['years'],
    error: 'một năm khai hai lần',
  })
  .refine(
    ({ years }) =>
      years.every(({ closed, worked }) => isDistinct([...closed, ...worked].map(({ date }) => date))),
    { path: ['years'], error: 'một ngày khai hai lần' },
  );

function overlap(intervals: readonly { readonly from: string; readonly to: string }[]): boolean {
  const sorted = [...intervals].sort((one, other) => (one.from < other.from ? -1 : 1));
  return sorted.some(({ from }, at) => at > 0 && from < (sorted[at - 1]?.to ?? ''));
}

const isDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length;
