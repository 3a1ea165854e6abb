import type { Latency } from '../stats.ts';

/** Where updates are brought, and how the bot knows that they are Telegram's. */
export interface Bot {
  readonly url: string;
  readonly secret: string;
}

/** Arrivals at a fixed rate, whether the bot keeps up or not. */
export interface OpenLoop {
  readonly kind: 'open';
  readonly bot: Bot;
  readonly perSecond: number;
  readonly seconds: number;
  /** Waits for the bot's answers to reach the vendor, not for its acknowledgements only. */
  readonly awaitAnswers: boolean;
}

/** A number of citizens, each of whom writes again as soon as the answer has come. */
export interface ClosedLoop {
  readonly kind: 'closed';
  readonly bot: Bot;
  readonly citizens: number;
  readonly seconds: number;
  /** Ends earlier, after this many turns: to let everybody say hello once. */
  readonly turns?: number;
}

export type Load = OpenLoop | ClosedLoop;

export interface LoadReport {
  /** From the scheduled time of the webhook call to the end of its answer: nothing is omitted by waiting. */
  readonly acknowledged: Latency;
  /** From the scheduled time of the webhook call to the bot's sendMessage at the vendor. */
  readonly answered: Latency;
  /** Answers within the measured seconds. */
  readonly answersPerSecond: number;
  /** Webhook calls that did not end with 2xx. */
  readonly refused: number;
  /** Turns without an answer within ten seconds. */
  readonly unanswered: number;
}

/** The outside world takes one order at a time by IPC and answers each. */
export type Order = { readonly kind: 'vendor' } | Load;
export type Answer =
  | { readonly kind: 'vendor'; readonly port: number }
  | { readonly kind: 'load'; readonly report: LoadReport }
  | { readonly kind: 'failed'; readonly message: string };
