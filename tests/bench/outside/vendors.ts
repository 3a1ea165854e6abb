import { pathToFileURL } from 'node:url';
import { findProjectRoot } from '../../../src/composition/project-root.ts';
import { spawnStandInTelegram } from '../../support/stand-in-telegram/spawn.ts';
import { spawnVendor } from '../../support/vendor/spawn.ts';
import type { Delivered, RemoteStandIn } from '../../support/vendor/stand-in.ts';
import { asRemoteVendor } from '../../support/vendor/telegram.ts';
import { token } from '../product.ts';

export const channelNames = ['telegram', 'zalo-oa', 'messenger', 'sms'] as const;
export type ChannelName = (typeof channelNames)[number];

/** The four vendors, each in a process of its own. */
export interface Vendors {
  readonly of: Readonly<Record<ChannelName, RemoteStandIn>>;
  /** What an operator would configure of them. */
  readonly variables: Readonly<Record<string, string>>;
  /** Tells all but Telegram, who is told by the bot, where we are. */
  listenAt(origin: string): Promise<void>;
  close(): Promise<void>;
}

/** On every answer's way back: what a far vendor takes, while its count begins when a call arrives. */
const answerAfterMs = 150;
const smsSecret = 'benchsecretofthegateway';

export async function startVendors(): Promise<Vendors> {
  const telegram = await spawnStandInTelegram(
    { token, answerAfterMs, limits: { perSecond: 30, perChatPerSecond: 1, enforce: true } },
    program('telegram'),
  );
  const of = {
    telegram: asRemoteVendor(telegram),
    'zalo-oa': await spawnVendor(program('zalo'), { answerAfterMs }),
    messenger: await spawnVendor(program('messenger'), { answerAfterMs }),
    sms: await spawnVendor(program('sms'), { answerAfterMs }),
  };
  return {
    of,
    variables: {
      ...zaloVariables(of['zalo-oa']),
      ...messengerVariables(of.messenger),
      ...smsVariables(of.sms),
    },
    async listenAt(origin) {
      await of['zalo-oa'].setWebhook(`${origin}/webhooks/zalo`);
      await of.messenger.setWebhook(`${origin}/webhooks/messenger`);
      await of.sms.setWebhook(`${origin}/webhooks/sms?secret=${smsSecret}`);
    },
    async close() {
      for (const one of Object.values(of)) await one.close();
    },
  };
}

/** We are bundled; the stand-ins are not. */
const program = (name: string): URL =>
  pathToFileURL(`${findProjectRoot()}/tests/support/stand-in-${name}/main.ts`);

const zaloVariables = ({ url, account }: RemoteStandIn): Record<string, string> => ({
  ZALO_APP_ID: account.appId ?? '',
  ZALO_APP_SECRET: account.appSecret ?? '',
  ZALO_OA_ID: account.oaId ?? '',
  ZALO_OA_SECRET_KEY: account.oaSecret ?? '',
  ZALO_ACCESS_TOKEN: account.accessToken ?? '',
  ZALO_REFRESH_TOKEN: account.refreshToken ?? '',
  ZALO_OPENAPI_URL: url,
  ZALO_OAUTH_URL: url,
  ZALO_BUSINESS_URL: url,
  ZALO_GRAPH_URL: url,
});

const messengerVariables = ({ url, account }: RemoteStandIn): Record<string, string> => ({
  MESSENGER_PAGE_ID: account.pageId ?? '',
  MESSENGER_PAGE_TOKEN: account.pageToken ?? '',
  MESSENGER_APP_SECRET: account.appSecret ?? '',
  MESSENGER_VERIFY_TOKEN: account.verifyToken ?? '',
  MESSENGER_GRAPH_URL: url,
});

const smsVariables = ({ url, account }: RemoteStandIn): Record<string, string> => ({
  SMS_PROVIDER: 'kannel',
  SMS_SEND_URL: `${url}/cgi-bin/sendsms`,
  SMS_USERNAME: account.username ?? '',
  SMS_PASSWORD: account.password ?? '',
  SMS_SHORT_CODE: account.shortCode ?? '',
  SMS_WEBHOOK_SECRET: smsSecret,
});

/** As many as were delivered after `seq`, at last `count` of them, or what there is when nothing comes for long. */
export async function deliveries(
  vendor: RemoteStandIn,
  seq: number,
  count: number,
): Promise<readonly Delivered[]> {
  const quietMs = 15_000;
  let seen = await vendor.deliveredAfter(seq);
  while (seen.length < count) {
    const more = await vendor.deliveredAfter(seq + seen.length, quietMs);
    if (more.length === 0) break;
    seen = [...seen, ...more];
    // One answer per delivery would cost the vendor more than the deliveries.
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return seen;
}
