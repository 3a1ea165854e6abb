import { z } from 'zod';

/** https://docs.zaloplatforms.com/docs/OA: one host per family of calls. */
export const vendorHosts = {
  openapiUrl: 'https://openapi.zalo.me',
  oauthUrl: 'https://oauth.zaloapp.com',
  businessUrl: 'https://business.openapi.zalo.me',
  graphUrl: 'https://graph.zalo.me',
} as const;

const host = (vendor: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(vendor)
    .transform((url) => url.replace(/\/+$/, ''));

/** One Official Account of a ward, used through one Zalo App: settings and secrets in one. */
export const ZaloOaConfig = z.object({
  appId: z.string().min(1),
  /** Of the app: exchanges tokens and proves calls. */
  appSecret: z.string().min(1),
  /** Of the Official Account: signs its webhooks. */
  oaSecretKey: z.string().min(1),
  /** The pair to begin with; afterwards the vault's pair is the one that counts. */
  accessToken: z.string().min(1).optional(),
  refreshToken: z.string().min(1).optional(),
  openapiUrl: host(vendorHosts.openapiUrl),
  oauthUrl: host(vendorHosts.oauthUrl),
  businessUrl: host(vendorHosts.businessUrl),
  graphUrl: host(vendorHosts.graphUrl),
  /** `auto`: buttons until Zalo refuses one. */
  buttons: z.enum(['auto', 'off']).default('auto'),
  /** The PKCE verifier whose challenge was saved in the console, when the consent link is made there. */
  codeVerifier: z
    .string()
    .regex(/^[\w.~-]{43,128}$/)
    .optional(),
  /** The picture of the form that asks for a phone number; without it the number is asked for in words. */
  userInfoImageUrl: z.url({ protocol: /^https$/ }).optional(),
});
export type ZaloOaConfig = z.infer<typeof ZaloOaConfig>;
