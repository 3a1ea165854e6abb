import type { CommonSettings, VendorOptions } from '../vendor/stand-in.ts';

/** A template that Zalo has approved. */
export interface ZaloTemplate {
  readonly id: string;
  /** Names in angle brackets are its parameters: `Hồ sơ <ma_ho_so> đã xong`. */
  readonly text: string;
  /** Default true: may go to a user id as well as to a phone number. */
  readonly byUserId?: boolean;
}

export interface ZaloOptions extends VendorOptions {
  readonly appId?: string;
  readonly appSecret?: string;
  readonly oaId?: string;
  /** Signs webhooks; not the app's secret. */
  readonly oaSecret?: string;
  /** The pair issued by hand before the stand-in starts. */
  readonly accessToken?: string;
  readonly refreshToken?: string;
  /** Life of an access token; default 90,000. */
  readonly expiresInSeconds?: number;
  /** A fixed code challenge, as the console keeps one. */
  readonly consoleChallenge?: string;
  /** `appsecret_proof` must be there; otherwise it is only checked when it is. */
  readonly requireProof?: boolean;
  readonly templates?: readonly ZaloTemplate[];
  /** What is answered about somebody who never wrote; default -232. */
  readonly strangerCode?: -232 | -213;
  /** Sends `user_seen_message` after each delivery, `user_received_message` after a template by phone. */
  readonly receipts?: boolean;
  /** Sends `oa_send_text` after each message of ours. */
  readonly echoes?: boolean;
  /** Questions about a new article that are answered with "processing"; default 1. */
  readonly articlePolls?: number;
}

export interface ZaloSettings extends CommonSettings {
  /** Answers -201 to every message with buttons. */
  readonly refuseButtons?: boolean;
  /** The hour in Vietnam, on which the night rules depend; null and default: always day. */
  readonly hour?: number | null;
  /** Per user id: milliseconds since the epoch; null = never. */
  readonly lastInteraction?: Readonly<Record<string, number | null>>;
  readonly expiresInSeconds?: number;
  /** Ends every access token now. */
  readonly expireAccessTokens?: boolean;
  /** An administrator takes the consent back: no token is known any more. */
  readonly revoke?: boolean;
  /** A pair issued by hand. */
  readonly issue?: { readonly accessToken: string; readonly refreshToken: string };
  /** Messages left of the paid kind; beyond them -211. */
  readonly paidQuota?: number;
  /** Phone numbers (84…) that have no Zalo account. */
  readonly phonesWithoutZalo?: readonly string[];
}

const defaults = {
  appId: '4000000000000000001',
  appSecret: 'app-secret-of-the-stand-in',
  oaId: '5000000000000000002',
  oaSecret: 'oa-secret-of-the-stand-in',
  accessToken: 'zalo-access-0',
  refreshToken: 'zalo-refresh-0',
  expiresInSeconds: 90_000,
  strangerCode: -232,
  articlePolls: 1,
  templates: [],
} as const satisfies ZaloOptions;

export const withDefaults = (options: ZaloOptions) => ({ ...defaults, ...options });
export type CompleteZaloOptions = ReturnType<typeof withDefaults>;
