import { join } from 'node:path';
import { spawnStandInMessenger } from '../support/stand-in-messenger.ts';
import { spawnStandInSms } from '../support/stand-in-sms.ts';
import { spawnStandInTelegram } from '../support/stand-in-telegram.ts';
import { spawnStandInZalo, type ZaloSettings } from '../support/stand-in-zalo.ts';
import type { RemoteStandIn } from '../support/vendor/stand-in.ts';
import { asRemoteVendor } from '../support/vendor/telegram.ts';

export const channels = ['telegram', 'zalo-oa', 'messenger', 'sms'] as const;
export type Channel = (typeof channels)[number];

/** All platforms at once, each in a process of its own. */
export interface Vendors extends Readonly<Record<Channel, RemoteStandIn>> {
  readonly 'zalo-oa': RemoteStandIn<ZaloSettings>;
}

/** The test is about order and loss, not about how many messages each platform takes in a second. */
export const sendsPerSecond = 300;
const webhookSecret = 'chaos-sms-secret';

export async function openVendors(folder: string): Promise<Vendors> {
  const pushed = { duplicateShare: 0.05, giveUpAfterMs: 900_000 };
  // Duplicates come while newer events of others, and of the same citizen, are already on their way.
  const late = { ...pushed, duplicateAfterMs: 1_500 };
  const recordFile = (channel: Channel): string => join(folder, `delivered-${channel}.jsonl`);
  const limits = { max: sendsPerSecond, windowMs: 1_000, enforce: false };
  const telegramLimits = { perSecond: sendsPerSecond, perChatPerSecond: 1 };
  const [telegram, zalo, messenger, sms] = await Promise.all([
    spawnStandInTelegram({ ...pushed, recordFile: recordFile('telegram'), limits: telegramLimits }),
    spawnStandInZalo({ ...late, recordFile: recordFile('zalo-oa') }),
    spawnStandInMessenger({ ...late, recordFile: recordFile('messenger'), batchSize: 3 }),
    spawnStandInSms({ ...late, recordFile: recordFile('sms'), limits, webhookSecret }),
  ]);
  return { telegram: asRemoteVendor(telegram), 'zalo-oa': zalo, messenger, sms };
}

/** The accounts, as an operator would write them into `.env`. */
export function environmentOf(vendors: Vendors): Readonly<Record<string, string>> {
  const { telegram, messenger, sms, 'zalo-oa': zalo } = vendors;
  const given = (vendor: RemoteStandIn, field: string): string => vendor.account[field] ?? '';
  return {
    TELEGRAM_BOT_TOKEN: given(telegram, 'token'),
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: 'chaos-webhook-secret',
    ZALO_APP_ID: given(zalo, 'appId'),
    ZALO_APP_SECRET: given(zalo, 'appSecret'),
    ZALO_OA_ID: given(zalo, 'oaId'),
    ZALO_OA_SECRET_KEY: given(zalo, 'oaSecret'),
    ZALO_ACCESS_TOKEN: given(zalo, 'accessToken'),
    ZALO_REFRESH_TOKEN: given(zalo, 'refreshToken'),
    ZALO_OPENAPI_URL: zalo.url,
    ZALO_OAUTH_URL: zalo.url,
    ZALO_BUSINESS_URL: zalo.url,
    MESSENGER_PAGE_ID: given(messenger, 'pageId'),
    MESSENGER_PAGE_TOKEN: given(messenger, 'pageToken'),
    MESSENGER_APP_SECRET: given(messenger, 'appSecret'),
    MESSENGER_VERIFY_TOKEN: given(messenger, 'verifyToken'),
    MESSENGER_GRAPH_URL: messenger.url,
    SMS_PROVIDER: 'kannel',
    SMS_SEND_URL: sms.url,
    SMS_USERNAME: given(sms, 'username'),
    SMS_PASSWORD: given(sms, 'password'),
    SMS_SHORT_CODE: given(sms, 'shortCode'),
    SMS_WEBHOOK_SECRET: webhookSecret,
  };
}

/** What an operator types into the platforms' consoles; Telegram is told by us. */
export async function connect(vendors: Vendors, publicUrl: string): Promise<void> {
  await vendors['zalo-oa'].setWebhook(`${publicUrl}/webhooks/zalo`);
  await vendors.messenger.setWebhook(`${publicUrl}/webhooks/messenger`);
  await vendors.sms.setWebhook(`${publicUrl}/webhooks/sms?secret=${webhookSecret}`);
}

export async function unacknowledged(vendors: Vendors): Promise<number> {
  const counters = await Promise.all(channels.map((channel) => vendors[channel].counters()));
  return counters.reduce((sum, vendor) => sum + vendor.unacknowledged, 0);
}

export async function closeVendors(vendors: Vendors): Promise<void> {
  await Promise.all(channels.map((channel) => vendors[channel].close()));
}
