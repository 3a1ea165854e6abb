import type { CommonSettings, VendorOptions } from '../vendor/stand-in.ts';

export interface SmsOptions extends VendorOptions {
  /** Of Kannel's sendsms. */
  readonly username?: string;
  readonly password?: string;
  /** Of eSMS. */
  readonly apiKey?: string;
  readonly secretKey?: string;
  readonly brandname?: string;
  /** Whom citizens write to. */
  readonly shortCode?: string;
  /** Added to the webhook's address as `secret`; an address that has one of its own keeps it. */
  readonly webhookSecret?: string;
  /** False: an empty answer becomes an SMS too, as Kannel does without `omit-empty = true`. */
  readonly omitEmpty?: boolean;
  /** How citizens' words outside GSM-7 come; SMSCs that speak UCS-2 give UTF-16BE. Default UTF-8. */
  readonly ucs2Charset?: 'UTF-8' | 'UTF-16BE';
  /** Counts messages between 22:00 and 07:00 to who has not just written; see `hour` in the settings. */
  readonly quietHours?: boolean;
  /** Pause before each delivery report, in milliseconds; default 10. */
  readonly reportDelayMs?: number;
}

export interface SmsSettings extends CommonSettings {
  /** The hour in Vietnam; null and default: always day. */
  readonly hour?: number | null;
  /** Numbers (84…) whose messages are taken and never arrive. */
  readonly unreachablePhones?: readonly string[];
}

const defaults = {
  username: 'app',
  password: 'password-of-the-stand-in',
  apiKey: 'esms-key-of-the-stand-in',
  secretKey: 'esms-secret-of-the-stand-in',
  brandname: 'UBND-THU',
  shortCode: '8088',
  omitEmpty: true,
  ucs2Charset: 'UTF-8',
  reportDelayMs: 10,
} as const satisfies SmsOptions;

export const withDefaults = (options: SmsOptions) => ({ ...defaults, ...options });
export type CompleteSmsOptions = ReturnType<typeof withDefaults>;
