import type { CommonSettings, VendorOptions } from '../vendor/stand-in.ts';

export interface MessengerOptions extends VendorOptions {
  readonly appId?: string;
  /** Signs webhooks, and proves that a token is used by its owner. */
  readonly appSecret?: string;
  readonly pageId?: string;
  readonly pageToken?: string;
  /** Asked for in `probe`. */
  readonly verifyToken?: string;
  /** Default true: calls without `appsecret_proof` are refused. */
  readonly requireProof?: boolean;
  /** What becomes of a new utility template; default `APPROVED`. */
  readonly templateStatus?: TemplateStatus;
  /** Sends our own messages back as events. */
  readonly echoes?: boolean;
  readonly deliveryReceipts?: boolean;
  readonly readReceipts?: boolean;
}
export type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED';

export interface MessengerSettings extends CommonSettings {
  /** Per PSID: milliseconds since the epoch of the citizen's last message; null = nobody known. */
  readonly lastMessage?: Readonly<Record<string, number | null>>;
  /** By the template's name. */
  readonly templateStatus?: Readonly<Record<string, TemplateStatus>>;
  /** The token is no longer good. */
  readonly revoke?: boolean;
  /** A new token, which is good. */
  readonly pageToken?: string;
}

const defaults = {
  appId: '300000000000001',
  appSecret: 'app-secret-of-the-page',
  pageId: '100000000000002',
  pageToken: 'page-token-of-the-stand-in',
  verifyToken: 'verify-token-of-the-stand-in',
  requireProof: true,
  templateStatus: 'APPROVED',
} as const satisfies MessengerOptions;

export const withDefaults = (options: MessengerOptions) => ({ ...defaults, ...options });
export type CompleteMessengerOptions = ReturnType<typeof withDefaults>;
