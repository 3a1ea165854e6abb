import { resolve } from 'node:path';
import type { z } from 'zod';
import { err, ok, type Result } from './core/result.ts';
import { Environment } from './environment.ts';

/** Everything that differs between two installations. Frozen; built once, by the composition root. */
export interface Config {
  readonly server: ServerConfig;
  readonly database: { readonly url?: string; readonly maxConnections: number };
  readonly redis: { readonly url?: string };
  /** Absent only in a single process on the embedded database, which makes one and keeps it in DATA_DIR. */
  readonly appSecret?: string;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly admin: { readonly email: string; readonly password?: string };
  readonly telegram?: TelegramConfig;
  readonly zalo?: ZaloConfig;
  readonly messenger?: MessengerConfig;
  readonly sms?: SmsConfig;
  readonly tuning: TuningConfig;
}

export interface ServerConfig {
  readonly port: number;
  readonly host: string;
  /** Where citizens reach this server, without a slash at the end. */
  readonly publicUrl?: string;
  readonly role: Environment['ROLE'];
  /** Absolute path. */
  readonly dataDir: string;
  /** Reverse proxies in front of us whose X-Forwarded-For may be believed. */
  readonly trustedProxies: number;
}

export type TelegramConfig =
  | { readonly mode: 'polling'; readonly botToken: string; readonly apiRoot: string }
  | {
      readonly mode: 'webhook';
      readonly botToken: string;
      readonly apiRoot: string;
      readonly webhookSecret: string;
    };

export interface ZaloConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  /** Signs the webhooks of this Official Account. */
  readonly oaSecretKey: string;
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly openapiUrl: string;
  readonly oauthUrl: string;
  readonly businessUrl: string;
  readonly graphUrl: string;
}

export interface MessengerConfig {
  readonly pageId: string;
  readonly pageToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly graphUrl: string;
}

export interface SmsConfig {
  readonly provider: 'kannel' | 'esms';
  readonly sendUrl: string;
  readonly username: string;
  readonly password: string;
  readonly sender?: string;
  readonly shortCode?: string;
  readonly webhookSecret: string;
}

export interface TuningConfig {
  /** A conversation always hashes to the same lane; must be equal in every process of one installation. */
  readonly lanes: number;
  /** Events, or sends, that one transaction may hold. */
  readonly batchSize: number;
}

/**
 * Reads the environment. An empty variable counts as absent.
 * On failure every mistake is reported at once, one sentence each, and no value is repeated in it.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Result<Config, string[]> {
  const given = withoutBlanks(env);
  const parsed = Environment.safeParse(given);
  const mistakes = [...(parsed.success ? [] : parsed.error.issues.map(describe)), ...brokenRules(given)];
  if (!parsed.success || mistakes.length > 0) return err(mistakes);
  return ok(deepFreeze(toConfig(parsed.data)));
}

type Given = Readonly<Partial<Record<string, string>>>;

function withoutBlanks(env: NodeJS.ProcessEnv): Given {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value));
}

const describe = (issue: z.core.$ZodIssue): string => `${issue.path.join('.')}: ${issue.message}`;

/** What no single variable can tell; judged on the raw text, so that it is reported with all the rest. */
function brokenRules(given: Given): string[] {
  return [...secretMistakes(given), ...telegramMistakes(given), ...channelMistakes(given)];
}

function secretMistakes(given: Given): string[] {
  if (given.APP_SECRET) return [];
  if (given.ROLE !== 'web' && given.ROLE !== 'worker') return [];
  return ['APP_SECRET: cần có khi ROLE là web hoặc worker, và phải giống nhau ở mọi tiến trình'];
}

function telegramMistakes(given: Given): string[] {
  if (!given.TELEGRAM_BOT_TOKEN) return [];
  if (given.TELEGRAM_MODE !== 'webhook') return [];
  const secret = given.TELEGRAM_WEBHOOK_SECRET
    ? []
    : ['TELEGRAM_WEBHOOK_SECRET: cần có khi TELEGRAM_MODE=webhook'];
  const plain = !given.TELEGRAM_API_ROOT && given.PUBLIC_URL?.startsWith('http:');
  return plain ? [...secret, 'PUBLIC_URL: Telegram chỉ gọi địa chỉ https'] : secret;
}

/** A channel is switched on by its first variable; from then on it needs all of these. */
const channelNeeds = {
  ZALO_APP_ID: ['ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'],
  MESSENGER_PAGE_ID: ['MESSENGER_PAGE_TOKEN', 'MESSENGER_APP_SECRET', 'MESSENGER_VERIFY_TOKEN'],
  SMS_PROVIDER: ['SMS_SEND_URL', 'SMS_USERNAME', 'SMS_PASSWORD', 'SMS_WEBHOOK_SECRET'],
} as const satisfies Record<string, readonly (keyof Environment)[]>;

function channelMistakes(given: Given): string[] {
  return Object.entries(channelNeeds).flatMap(([first, rest]) => {
    const present = rest.filter((name) => given[name]);
    if (!given[first]) {
      return present.length > 0 ? [`${first}: cần có khi đã đặt ${present.join(', ')}`] : [];
    }
    return rest.filter((name) => !given[name]).map((name) => `${name}: cần có khi đã đặt ${first}`);
  });
}

/** `brokenRules` has refused what is missing by now: the empty strings below never come out. */
function toConfig(env: Environment): Config {
  return {
    server: {
      port: env.PORT,
      host: env.HOST,
      role: env.ROLE,
      dataDir: resolve(env.DATA_DIR),
      trustedProxies: env.TRUST_PROXY,
      ...when('publicUrl', env.PUBLIC_URL),
    },
    database: { maxConnections: env.DATABASE_CONNECTIONS, ...when('url', env.DATABASE_URL) },
    redis: { ...when('url', env.REDIS_URL) },
    logLevel: env.LOG_LEVEL,
    admin: { email: env.ADMIN_EMAIL, ...when('password', env.ADMIN_PASSWORD) },
    tuning: { lanes: env.LANES, batchSize: env.BATCH_SIZE },
    ...when('appSecret', env.APP_SECRET),
    ...when('telegram', toTelegram(env)),
    ...when('zalo', toZalo(env)),
    ...when('messenger', toMessenger(env)),
    ...when('sms', toSms(env)),
  };
}

function toTelegram(env: Environment): TelegramConfig | undefined {
  const [botToken, apiRoot] = [env.TELEGRAM_BOT_TOKEN, env.TELEGRAM_API_ROOT];
  if (!botToken) return undefined;
  if (env.TELEGRAM_MODE === 'polling') return { mode: 'polling', botToken, apiRoot };
  return { mode: 'webhook', botToken, apiRoot, webhookSecret: env.TELEGRAM_WEBHOOK_SECRET ?? '' };
}

function toZalo(env: Environment): ZaloConfig | undefined {
  if (!env.ZALO_APP_ID) return undefined;
  return {
    appId: env.ZALO_APP_ID,
    appSecret: env.ZALO_APP_SECRET ?? '',
    oaId: env.ZALO_OA_ID ?? '',
    oaSecretKey: env.ZALO_OA_SECRET_KEY ?? '',
    openapiUrl: env.ZALO_OPENAPI_URL,
    oauthUrl: env.ZALO_OAUTH_URL,
    businessUrl: env.ZALO_BUSINESS_URL,
    graphUrl: env.ZALO_GRAPH_URL,
    ...when('accessToken', env.ZALO_ACCESS_TOKEN),
    ...when('refreshToken', env.ZALO_REFRESH_TOKEN),
  };
}

function toMessenger(env: Environment): MessengerConfig | undefined {
  if (!env.MESSENGER_PAGE_ID) return undefined;
  return {
    pageId: env.MESSENGER_PAGE_ID,
    pageToken: env.MESSENGER_PAGE_TOKEN ?? '',
    appSecret: env.MESSENGER_APP_SECRET ?? '',
    verifyToken: env.MESSENGER_VERIFY_TOKEN ?? '',
    graphUrl: env.MESSENGER_GRAPH_URL,
  };
}

function toSms(env: Environment): SmsConfig | undefined {
  if (!env.SMS_PROVIDER) return undefined;
  return {
    provider: env.SMS_PROVIDER,
    sendUrl: env.SMS_SEND_URL ?? '',
    username: env.SMS_USERNAME ?? '',
    password: env.SMS_PASSWORD ?? '',
    webhookSecret: env.SMS_WEBHOOK_SECRET ?? '',
    ...when('sender', env.SMS_SENDER),
    ...when('shortCode', env.SMS_SHORT_CODE),
  };
}

/** `exactOptionalPropertyTypes`: an absent value is an absent key. */
function when<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
