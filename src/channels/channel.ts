import type { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { Purpose, Route } from '../core/delivery.ts';
import type { Choice, InboundEvent, Language, Link } from '../core/message.ts';
import type { Result } from '../core/result.ts';
import type { HttpClient } from '../lib/http-client.ts';
import type { Capabilities } from './capabilities.ts';

export type { Capabilities };

/** A webhook request as it came, body unparsed: signatures are checked on these bytes. */
export interface RawRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** One rendered message, within the channel's limits. */
export interface OutboundMessage {
  /** Our id, for logs and idempotency where the platform has it. */
  readonly id: string;
  /** The platform's id of the chat. */
  readonly to: string;
  readonly text: string;
  readonly buttons: readonly Choice[];
  readonly linkButtons: readonly Link[];
  readonly request?: 'location' | 'contact';
  /** Why it is sent; absent = `answer`. */
  readonly purpose?: Purpose;
  /** By which of the platform's rules it may go now; absent = `window`. */
  readonly route?: Route;
  /** What goes instead of the text when the route is `template`. */
  readonly template?: FilledTemplate;
}

/** An approved template of the platform with its places filled. */
export interface FilledTemplate {
  /** The platform's id or name of it. */
  readonly id: string;
  readonly data: Readonly<Record<string, string>>;
}

/** The platform's proof that it took the message. */
export interface Receipt {
  readonly vendorMessageId: string;
}

/** Why a webhook was refused: nothing is stored. */
export interface ReceiveError {
  readonly code: 'bad_signature' | 'malformed';
}

/**
 * The whole failure vocabulary. A row says what happens next, so no caller decides for itself.
 * `retry`: the same message may be sent again later. `pauseAccount`: every message of the account waits.
 * `tell`: who must know beyond the delivery row.
 */
export const sendErrorPolicies = {
  rate_limited: { retry: true, pauseAccount: true, tell: 'nobody' },
  unreachable: { retry: true, pauseAccount: false, tell: 'nobody' },
  recipient_gone: { retry: false, pauseAccount: false, tell: 'nobody' },
  outside_reply_window: { retry: false, pauseAccount: false, tell: 'staff' },
  opted_out: { retry: false, pauseAccount: false, tell: 'nobody' },
  needs_template: { retry: false, pauseAccount: false, tell: 'staff' },
  quota_exhausted: { retry: true, pauseAccount: true, tell: 'staff' },
  token_dead: { retry: true, pauseAccount: true, tell: 'operator' },
  rejected: { retry: false, pauseAccount: false, tell: 'operator' },
  misconfigured: { retry: true, pauseAccount: true, tell: 'operator' },
} as const satisfies Record<
  string,
  { retry: boolean; pauseAccount: boolean; tell: 'nobody' | 'staff' | 'operator' }
>;
export type SendErrorCode = keyof typeof sendErrorPolicies;

export interface SendError {
  readonly code: SendErrorCode;
  /** The platform's own code or short description, without personal data. */
  readonly vendorCode?: string;
  /** Milliseconds that the platform asks us to wait. */
  readonly retryAfterMs?: number;
  /**
   * False when the request may have reached the platform although no answer came (a timeout after the
   * bytes were written): the delivery is then `unknown`, not retried.
   */
  readonly provablyUnsent: boolean;
}

/** JSON as PostgreSQL keeps it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One account as somebody described it: in the environment, on the command line, in the console. */
export interface AccountDescription {
  /** The platform's id of it: unique per channel in the whole installation. */
  readonly externalId: string;
  /** What everybody who works for the ward may see. */
  readonly settings: Readonly<Record<string, Json>>;
  /** Sealed in the database, never shown again. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The variables by which the environment describes the first ward's account. */
export interface EnvironmentPart<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly variables: Shape;
  /** What no single variable can tell, one sentence each; blank variables are left out of `given`. */
  mistakes(given: Readonly<Partial<Record<string, string>>>): readonly string[];
  /** Undefined when the channel is switched off. */
  account(env: z.infer<z.ZodObject<Shape>>): AccountDescription | undefined;
}

/** A pair of tokens of which the second can be used once, to get the next pair. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Keeps an account's token pair, sealed, for all processes. */
export interface TokenVault {
  /** The pair in force. */
  current(): Promise<TokenPair | undefined>;
  /**
   * Replaces the pair whose access token is `stale`. One process at a time: whoever comes second gets what the
   * first one got. `exchange` must end by itself within 15 s; its new pair is stored before it is returned.
   * An exchange that was begun and never finished makes a refusal of the next one final (`token_dead`).
   */
  renew(
    stale: string,
    exchange: (refreshToken: string) => Promise<Result<TokenPair, SendError>>,
  ): Promise<Result<TokenPair, SendError>>;
  /** A pair of the account's own description; kept only when there is none yet. */
  seed(pair: TokenPair): Promise<void>;
  /** A pair that an administrator has just consented to. */
  replace(pair: TokenPair): Promise<void>;
}

/** What a channel may know of the house it works in. */
export interface ChannelHost {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Where platforms and citizens reach us, without a slash at the end. */
  readonly publicUrl?: string;
  /** Words for people, of `content/<language>/shared/<channel folder>.yaml`. */
  speak(language: Language, key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Something to count and to log: constant words, ids and codes only. */
  notice(kind: string, detail?: string): void;
  /** Something that staff or the operator must see at once. */
  alert(kind: string, detail?: string): void;
  /** What the channel has learned about its account; all processes know it within seconds. */
  readonly notes: {
    read(): Readonly<Record<string, Json>>;
    write(patch: Readonly<Record<string, Json>>): Promise<void>;
  };
  readonly tokens: TokenVault;
  /** Ids that are personal data, such as phone numbers, in a form that may be stored and logged. */
  readonly ids: {
    /** The same id always gives the same hidden one. */
    hide(id: string): string;
    show(hidden: string): string | undefined;
  };
  /** Wakes the open pages of a citizen; for channels whose messages are fetched. */
  wakePages(externalId: string): void;
}

/** Whose accounts a webhook is for, before anything in it is believed. */
export type Addressees =
  /** External ids; those that are no accounts of ours are ignored. */
  | { readonly kind: 'accounts'; readonly ids: readonly string[] }
  /** It does not say: the account whose secret fits. */
  | { readonly kind: 'anyone' }
  /** It carries no event (a probe of the platform's console): acknowledged, nothing is kept. */
  | { readonly kind: 'nobody' };

/** How a platform calls us. */
export interface WebhookRoute {
  /** The path is `/webhooks/<name>[/<external id>]`. */
  readonly name: string;
  /** Absent = always `anyone`. */
  addressees?(request: RawRequest): Addressees;
  /** The body of our 200. */
  readonly acknowledgement: string;
  /** Messages may come by GET too; absent = by POST only. */
  readonly byGet?: true;
}

/** A kind of channel: what a folder gives to the registry. */
export interface ChannelKind {
  readonly capabilities: Capabilities;
  readonly environment?: EnvironmentPart;
  readonly webhook?: WebhookRoute;
  /** True when `content/<language>/shared/<folder>.yaml` has words for it. */
  readonly hasWords?: boolean;
  /** The zod shape of an account: settings and secrets in one object. */
  readonly account?: z.ZodType;
  /** Makes the channel of an account whose description has been checked against `account`. */
  create?(account: AccountDescription, host: ChannelHost): Channel;
}

/** One platform account, ready to receive and to send. */
export interface Channel {
  /** Folder name: `telegram`, `web-chat` … */
  readonly id: string;
  readonly capabilities: Capabilities;
  /** Checks the sender's signature, then turns one webhook body into zero or more events. */
  receive(request: RawRequest): Promise<Result<readonly InboundEvent[], ReceiveError>>;
  /** Sends one already rendered message, once. Retrying is the sender's job. */
  send(message: OutboundMessage): Promise<Result<Receipt, SendError>>;
}

/** Optional power: the platform keeps files that we may fetch. */
export interface DownloadsFiles {
  /** Fetches at most `maxBytes`; refuses larger files without reading them whole. */
  download(fileId: string, maxBytes: number): Promise<Result<Buffer, FileError>>;
}
export interface FileError {
  readonly code: 'too_large' | 'not_found' | 'unreachable';
}

/** Optional power: events are asked for instead of pushed. */
export interface Polls {
  /** Runs until `signal` aborts; `accept` resolves when the events are safely stored. */
  poll(accept: (events: readonly InboundEvent[]) => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Optional power: the platform is told about us when the process starts (webhook, command menu …). */
export interface SetsUp {
  setUp(): Promise<Result<void, SendError>>;
}

/** Optional power: credentials can be checked. The words are for the operator. */
export interface ChecksHealth {
  checkHealth(): Promise<Result<Health, SendError>>;
}
export interface Health {
  readonly detail: string;
  /** Worth a look, although messages go: a quota that runs low, a feature switched off by itself. */
  readonly warnings?: readonly string[];
}

/** Optional power: the platform asks by GET whether the address is ours. */
export interface AnswersProbe {
  /** The body of the answer; undefined when the question is not for this account. */
  answerProbe(request: RawRequest): string | undefined;
}

/** Optional power: a token that has to be renewed ahead of its end. Called every minute. */
export interface TendsToken {
  tendToken(): Promise<Result<'fresh' | 'renewed' | 'none', SendError>>;
}

/** Optional power: an administrator of the platform's account consents on the platform's page. */
export interface ConnectsByConsent {
  /** Where to consent. `challenge` is the S256 of the verifier (RFC 7636). */
  consentUrl(request: { state: string; challenge: string; redirectUri: string }): string;
  /** Exchanges what the page sent back, and keeps the pair. */
  connect(answer: { code: string; verifier: string }): Promise<Result<void, SendError>>;
}

/** Optional power: accounts with the same bucket share one rate. */
export interface SharesBucket {
  readonly bucket: string;
}

/** Optional power: the platform vouches that a citizen owns a phone number. */
export interface KnowsPhones {
  phoneOf(userId: string): string | undefined;
  /** The chat with somebody who is known by their number alone. */
  chatOf(phone: string): string;
}

export const downloadsFiles = (channel: Channel): channel is Channel & DownloadsFiles =>
  'download' in channel;
export const polls = (channel: Channel): channel is Channel & Polls => 'poll' in channel;
export const setsUp = (channel: Channel): channel is Channel & SetsUp => 'setUp' in channel;
export const checksHealth = (channel: Channel): channel is Channel & ChecksHealth => 'checkHealth' in channel;
export const answersProbe = (channel: Channel): channel is Channel & AnswersProbe => 'answerProbe' in channel;
export const tendsToken = (channel: Channel): channel is Channel & TendsToken => 'tendToken' in channel;
export const connectsByConsent = (channel: Channel): channel is Channel & ConnectsByConsent =>
  'connect' in channel;
export const sharesBucket = (channel: Channel): channel is Channel & SharesBucket => 'bucket' in channel;
export const knowsPhones = (channel: Channel): channel is Channel & KnowsPhones => 'phoneOf' in channel;
