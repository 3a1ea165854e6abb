import { z } from 'zod';
import type { Json } from '../../channels/channel.ts';
import { purposes } from '../../core/delivery.ts';

/** For one purpose, the approved template and what its places are filled with: see `docs/channels.md`. */
const Template = z.strictObject({
  id: z.string().min(1),
  data: z.record(z.string(), z.string()).default({}),
});

/** Settings of every channel; each has more of its own. */
export const CommonSettings = z.looseObject({
  /** More than the documented rate, where the platform allows it to this account. */
  sendsPerSecond: z.number().positive().optional(),
  /** False leaves out the part of a reply window that costs. */
  paidReplies: z.boolean().optional(),
  templates: z.partialRecord(z.enum(purposes), Template).optional(),
});

export interface AccountSettings {
  readonly sendsPerSecond?: number;
  readonly [name: string]: Json | undefined;
}
