import { z } from 'zod';

const vendorRoot = 'https://api.telegram.org';

const shared = {
  /** From @BotFather: `123456789:AA…`. */
  token: z.string().regex(/^\d+:[\w-]+$/, 'must look like 123456789:AA…'),
  /** Where the Bot API answers; another address is a local Bot API server or a stand-in. */
  apiRoot: z
    .url()
    .default(vendorRoot)
    .transform((root) => root.replace(/\/+$/, '')),
};

const Polling = z.object({ mode: z.literal('polling'), ...shared });

const Webhook = z
  .object({
    mode: z.literal('webhook'),
    ...shared,
    /** The address that Telegram calls begins with this; absent, somebody else tells Telegram where to call. */
    publicUrl: z
      .url()
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    webhookPath: z
      .string()
      .regex(/^\/webhooks\/telegram(\/[\w-]+)?$/, 'must be /webhooks/telegram or /webhooks/telegram/ACCOUNT')
      .default('/webhooks/telegram'),
    /** https://core.telegram.org/bots/api#setwebhook: secret_token, 1-256 characters. */
    webhookSecret: z.string().regex(/^[\w-]{1,256}$/, 'must be 1-256 characters of A-Z a-z 0-9 _ -'),
  })
  .refine(
    ({ apiRoot, publicUrl = 'https://' }) => apiRoot !== vendorRoot || publicUrl.startsWith('https://'),
    {
      path: ['publicUrl'],
      message: 'Telegram calls https addresses only',
    },
  );

/** One Telegram bot of a ward. Only `webhook` mode needs a secret and a public address. */
export const TelegramConfig = z.discriminatedUnion('mode', [Polling, Webhook]);
export type TelegramConfig = z.infer<typeof TelegramConfig>;
