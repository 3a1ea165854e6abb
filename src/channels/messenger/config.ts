import { z } from 'zod';

export const vendorGraphUrl = 'https://graph.facebook.com';

/** One Facebook page of a ward. Its id is the account's external id. */
export const MessengerConfig = z.object({
  /** Where the Graph API answers; another address is a stand-in. */
  graphUrl: z
    .url({ protocol: /^https?$/ })
    .default(vendorGraphUrl)
    .transform((url) => url.replace(/\/+$/, '')),
  graphVersion: z
    .string()
    .regex(/^v\d{1,3}\.\d{1,2}$/, 'must look like v25.0')
    .default('v25.0'),
  /** To know the echoes of what we sent, beside the mark that our messages carry. */
  appId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  /** Comments under the page's posts get one private answer. */
  privateReplies: z.boolean().default(true),
  /** The app has been granted the Human Agent feature: officers may answer for seven days. */
  humanAgent: z.boolean().default(false),
  /** Must not expire; of a page whose app has `pages_messaging`. */
  pageToken: z.string().min(1),
  /** Signs the webhooks, and proves our calls. */
  appSecret: z.string().min(1),
  /** Chosen by us, typed into the app's webhook page. */
  verifyToken: z.string().min(1),
});
export type MessengerConfig = z.infer<typeof MessengerConfig>;
