/** What is kept of one citizen: `/api/console/citizens`. */
import { z } from 'zod';

export const OwnDataQuery = z.object({
  /** `text` = to be read on paper. */
  format: z.enum(['json', 'text']).default('json'),
});

/** In the body, not in the address: a phone or a name must not stand in any log. */
export const CitizenSearch = z.object({
  /** A phone, a case's code, a name, or the number that the assistant gave. */
  q: z.string().trim().min(1).max(100),
});
export type CitizenSearch = z.infer<typeof CitizenSearch>;

export const CitizenList = z.object({
  citizens: z.array(
    z.object({
      /** Null: filed by staff for somebody who has no chat. */
      conversation: z.number().int().nullable(),
      channel: z.string(),
      name: z.string().nullable(),
      /** Its last digits. */
      phone: z.string().nullable(),
      lastAt: z.number().nullable(),
      /** Of somebody without a chat. */
      caseCode: z.string().nullable(),
      /** They asked for their identity to be hidden. */
      hidden: z.boolean(),
    }),
  ),
  more: z.boolean(),
});
export type CitizenList = z.infer<typeof CitizenList>;
