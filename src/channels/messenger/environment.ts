import { z } from 'zod';
import { missingParts, webAddress } from '../../lib/variables.ts';
import type { EnvironmentPart } from '../channel.ts';
import { vendorGraphUrl } from './config.ts';

const variables = {
  MESSENGER_PAGE_ID: z.string().optional(),
  MESSENGER_PAGE_TOKEN: z.string().optional(),
  MESSENGER_APP_SECRET: z.string().optional(),
  MESSENGER_VERIFY_TOKEN: z.string().optional(),
  MESSENGER_GRAPH_URL: webAddress().default(vendorGraphUrl),
};

export const messengerEnvironment: EnvironmentPart<typeof variables> = {
  variables,
  mistakes: (given) =>
    missingParts(given, 'MESSENGER_PAGE_ID', [
      'MESSENGER_PAGE_TOKEN',
      'MESSENGER_APP_SECRET',
      'MESSENGER_VERIFY_TOKEN',
    ]),
  account(env) {
    if (!env.MESSENGER_PAGE_ID) return undefined;
    return {
      externalId: env.MESSENGER_PAGE_ID,
      settings: { graphUrl: env.MESSENGER_GRAPH_URL },
      secrets: {
        pageToken: env.MESSENGER_PAGE_TOKEN ?? '',
        appSecret: env.MESSENGER_APP_SECRET ?? '',
        verifyToken: env.MESSENGER_VERIFY_TOKEN ?? '',
      },
    };
  },
};
