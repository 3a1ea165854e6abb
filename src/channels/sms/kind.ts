import type { ChannelKind } from '../channel.ts';
import { smsCapabilities } from './capabilities.ts';
import { SmsAccount } from './config.ts';
import { smsEnvironment } from './environment.ts';
import { createSms } from './index.ts';

export const sms: ChannelKind = {
  capabilities: smsCapabilities,
  environment: smsEnvironment,
  // Kannel would send any words of ours to the citizen as an SMS.
  webhook: { name: 'sms', acknowledgement: '', byGet: true },
  account: SmsAccount,
  create: ({ externalId, settings, secrets }, host) =>
    createSms({ account: SmsAccount.parse({ ...settings, ...secrets }), externalId, host }),
};
