import type { Choice, InboundEvent, Link } from '../core/message.ts';
import type { Result } from '../core/result.ts';

/** What a platform can show. The renderer degrades a message to fit; it never asks "is this Telegram?". */
export interface Capabilities {
  /** Characters (UTF-16 units) of one text message. */
  readonly maxTextChars: number;
  /** Buttons under one message; 0 = none, choices become a numbered list. */
  readonly maxButtons: number;
  readonly maxButtonLabelChars: number;
  /** Bytes of the id that a button carries back. */
  readonly maxButtonIdBytes: number;
  /** Buttons that open a link. */
  readonly linkButtons: boolean;
  readonly requestsLocation: boolean;
  readonly requestsContact: boolean;
  readonly receivesPhotos: boolean;
  readonly receivesFiles: boolean;
  readonly opensMiniApp: boolean;
  /** Hours after the citizen's last message in which we may write; null when there is no limit. */
  readonly replyWindowHours: number | null;
  /** Messages per second of one account, over all chats. */
  readonly sendsPerSecond: number;
  /** Messages per second to one chat; null when the platform names no limit. */
  readonly sendsPerSecondPerChat: number | null;
}

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

/** Optional power: credentials can be checked. `detail` is for the operator, in plain words. */
export interface ChecksHealth {
  checkHealth(): Promise<Result<{ readonly detail: string }, SendError>>;
}

export const downloadsFiles = (channel: Channel): channel is Channel & DownloadsFiles =>
  'download' in channel;
export const polls = (channel: Channel): channel is Channel & Polls => 'poll' in channel;
export const setsUp = (channel: Channel): channel is Channel & SetsUp => 'setUp' in channel;
export const checksHealth = (channel: Channel): channel is Channel & ChecksHealth => 'checkHealth' in channel;
