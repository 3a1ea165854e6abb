import { resolve } from 'node:path';
import type { z } from 'zod';
import type { AccountDescription } from './channels/channel.ts';
import { environmentParts } from './channels/registry.ts';
import { err, ok, type Result } from './core/result.ts';
import { Environment } from './environment.ts';
import { missingParts } from './lib/variables.ts';

/** Everything that differs between two installations. Frozen; built once, by the composition root. */
export interface Config {
  readonly server: ServerConfig;
  readonly database: { readonly url?: string; readonly maxConnections: number };
  readonly redis: { readonly url?: string };
  /** Absent only in a single process on the embedded database, which makes one and keeps it in DATA_DIR. */
  readonly appSecret?: string;
  /** Secrets of before a change: what was sealed under them can still be opened. */
  readonly previousAppSecrets: readonly string[];
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly admin: { readonly email: string; readonly password?: string };
  /** Signing in to the console. */
  readonly staff: { readonly totp: Environment['STAFF_TOTP'] };
  /** The mail server by which staff are told of things; absent = no mail goes out. */
  readonly mail?: { readonly url: string; readonly from: string };
  /** The first ward's accounts on the platforms, as the environment describes them. */
  readonly accounts: readonly EnvironmentAccount[];
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

export interface EnvironmentAccount extends AccountDescription {
  /** Folder name of the channel. */
  readonly channel: string;
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
  const mail = missingParts(given, 'SMTP_URL', ['SMTP_FROM']);
  return [...secretMistakes(given), ...mail, ...environmentParts.flatMap(([, part]) => part.mistakes(given))];
}

function secretMistakes(given: Given): string[] {
  if (given.APP_SECRET) return [];
  if (given.ROLE !== 'web' && given.ROLE !== 'worker') return [];
  return ['APP_SECRET: cần có khi ROLE là web hoặc worker, và phải giống nhau ở mọi tiến trình'];
}

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
    staff: { totp: env.STAFF_TOTP },
    accounts: toAccounts(env),
    previousAppSecrets: (env.APP_SECRET_PREVIOUS ?? '').split(/[\s,]+/).filter((secret) => secret !== ''),
    tuning: { lanes: env.LANES, batchSize: env.BATCH_SIZE },
    ...when('appSecret', env.APP_SECRET),
    ...(env.SMTP_URL && env.SMTP_FROM ? { mail: { url: env.SMTP_URL, from: env.SMTP_FROM } } : {}),
  };
}

function toAccounts(env: Environment): EnvironmentAccount[] {
  return environmentParts.flatMap(([channel, part]) => {
    const account = part.account(env);
    return account ? [{ channel, ...account }] : [];
  });
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
