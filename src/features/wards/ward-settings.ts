import { z } from 'zod';
import { weekdays } from '../../rules/office-hours.ts';

const words = z.string().trim().min(1).max(300);
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const day = z.iso.date();
const Weekday = z.enum(weekdays);

const Interval = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from < to, { error: 'giờ đóng cửa phải sau giờ mở cửa' });
const SpecialDay = z.strictObject({ date: day, name: words });

/** Opening hours as data; see `src/rules/office-hours.ts`. */
export const OfficeHoursSettings = z.strictObject({
  weekly: z.partialRecord(Weekday, z.array(Interval).max(4)),
  years: z.array(
    z
      .strictObject({
        year: z.int().min(2020).max(2100),
        source: words,
        closed: z.array(SpecialDay),
        worked: z.array(SpecialDay.extend({ as: Weekday })).default([]),
      })
      .refine(
        ({ year, closed, worked }) => [...closed, ...worked].every(({ date }) => date.startsWith(`${year}-`)),
        { error: 'có ngày không thuộc năm này' },
      ),
  ),
});

/** A place or person of the ward that a citizen may turn to. */
export const WardContact = z.strictObject({
  name: words,
  /** What it is for, in a few plain words. */
  about: words.optional(),
  address: words.optional(),
  phone: words.optional(),
  email: z.email().optional(),
});

/** `ward.settings`: facts that a citizen may ask for. Other features keep sections of their own beside these. */
export const WardSettings = z.looseObject({
  contacts: z.array(WardContact).max(30).default([]),
  hotline: words.optional(),
  website: z.url().optional(),
  map: z.url().optional(),
  officeHours: OfficeHoursSettings.default({ weekly: {}, years: [] }),
  /** Within how many working hours an officer answers a request; not told when it is not set. */
  officerAnswersWithinWorkingHours: z.int().min(1).max(80).optional(),
  /** An officer's chat in which nobody has written for so long goes back to the assistant. */
  liveChatSilenceMinutes: z.int().min(1).max(1_440).default(30),
});
export type WardSettings = z.infer<typeof WardSettings>;

/** A ward as a file or a form gives it. */
export const WardProfile = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: words,
  province: words,
  settings: WardSettings,
});
export type WardProfile = z.infer<typeof WardProfile>;
