import { z } from 'zod';
import { missingParts, webAddress } from '../../lib/variables.ts';
import type { EnvironmentPart } from '../channel.ts';
import { vendorHosts } from './config.ts';

const variables = {
  ZALO_APP_ID: z.string().optional(),
  ZALO_APP_SECRET: z.string().optional(),
  ZALO_OA_ID: z.string().optional(),
  ZALO_OA_SECRET_KEY: z.string().optional(),
  ZALO_ACCESS_TOKEN: z.string().optional(),
  ZALO_REFRESH_TOKEN: z.string().optional(),
  ZALO_OPENAPI_URL: webAddress().default(vendorHosts.openapiUrl),
  ZALO_OAUTH_URL: webAddress().default(vendorHosts.oauthUrl),
  ZALO_BUSINESS_URL: webAddress().default(vendorHosts.businessUrl),
  ZALO_GRAPH_URL: webAddress().default(vendorHosts.graphUrl),
};

export const zaloOaEnvironment: EnvironmentPart<typeof variables> = {
  variables,
  mistakes: (given) =>
    missingParts(given, 'ZALO_APP_ID', ['ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY']),
  account(env) {
    if (!env.ZALO_APP_ID) return undefined;
    return {
      externalId: env.ZALO_OA_ID ?? '',
      settings: {
        appId: env.ZALO_APP_ID,
        openapiUrl: env.ZALO_OPENAPI_URL,
        oauthUrl: env.ZALO_OAUTH_URL,
        businessUrl: env.ZALO_BUSINESS_URL,
        graphUrl: env.ZALO_GRAPH_URL,
      },
      secrets: {
        appSecret: env.ZALO_APP_SECRET ?? '',
        oaSecretKey: env.ZALO_OA_SECRET_KEY ?? '',
        ...(env.ZALO_ACCESS_TOKEN && { accessToken: env.ZALO_ACCESS_TOKEN }),
        ...(env.ZALO_REFRESH_TOKEN && { refreshToken: env.ZALO_REFRESH_TOKEN }),
      },
    };
  },
};
