import { z } from 'zod';
import { missingParts, oneOf, webAddress } from '../../lib/variables.ts';
import type { EnvironmentPart } from '../channel.ts';

const variables = {
  SMS_PROVIDER: oneOf(['kannel', 'esms']).optional(),
  SMS_SEND_URL: webAddress().optional(),
  SMS_USERNAME: z.string().optional(),
  SMS_PASSWORD: z.string().optional(),
  SMS_SENDER: z.string().optional(),
  SMS_SHORT_CODE: z.string().optional(),
  SMS_WEBHOOK_SECRET: z.string().optional(),
};

export const smsEnvironment: EnvironmentPart<typeof variables> = {
  variables,
  mistakes: (given) =>
    missingParts(given, 'SMS_PROVIDER', [
      'SMS_SEND_URL',
      'SMS_USERNAME',
      'SMS_PASSWORD',
      'SMS_WEBHOOK_SECRET',
    ]),
  account(env) {
    if (!env.SMS_PROVIDER) return undefined;
    const { SMS_USERNAME: username = '', SMS_SENDER: sender, SMS_SHORT_CODE: shortCode } = env;
    return {
      externalId: shortCode ?? sender ?? username,
      settings: {
        provider: env.SMS_PROVIDER,
        sendUrl: env.SMS_SEND_URL ?? '',
        ...(sender !== undefined && { sender }),
        ...(shortCode !== undefined && { shortCode }),
      },
      secrets: {
        username,
        password: env.SMS_PASSWORD ?? '',
        webhookSecret: env.SMS_WEBHOOK_SECRET ?? '',
      },
    };
  },
};
