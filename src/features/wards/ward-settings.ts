import { z } from 'zod';
import { WardContact } from '../../contracts/console/admin.ts';
import { OfficeHoursSettings } from '../../contracts/console/hours.ts';

const words = z.string().trim().min(1).max(300);
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
