import type { Citizens } from './citizens.ts';
import type { Fault } from './faults.ts';
import type { RateLimits } from './rate-watch.ts';
import type { Delivered } from './record.ts';
import type { UpdateLog, WebhookOptions } from './webhook-lanes.ts';

export interface StandInOptions extends WebhookOptions {
  /** Default: any free port of the loopback. */
  readonly port?: number;
  /** Default `1:STAND-IN`. */
  readonly token?: string;
  /** Every delivered message is appended here as a line of JSON before the sender hears of it. */
  readonly recordFile?: string;
  /** How long every answer takes after the work is done and noted. Default 0. */
  readonly answerAfterMs?: number;
  /** Default: none; nothing is counted. */
  readonly limits?: RateLimits;
}

export interface Counters {
  readonly calls: { readonly [method: string]: number };
  readonly delivered: number;
  readonly updates: number;
  readonly unacknowledged: number;
  /** Calls that broke a published limit; each was refused with 400. */
  readonly limitsBroken: readonly string[];
  readonly rateViolations: { readonly overall: number; readonly perChat: number };
}

/** Telegram for tests, on the loopback, with citizens whose moves the test makes. */
export interface StandInTelegram {
  readonly apiRoot: string;
  readonly token: string;
  readonly citizens: Citizens;
  /** In order of arrival; grows. */
  readonly delivered: readonly Delivered[];
  readonly updateLogs: readonly UpdateLog[];
  onDelivered(listener: (delivered: Delivered) => void): () => void;
  fail(fault: Fault): void;
  clearFaults(): void;
  counters(): Counters;
  /** Resolves when the bot has acknowledged every update so far. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
