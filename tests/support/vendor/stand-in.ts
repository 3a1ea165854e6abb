import type { PushOptions } from './push-options.ts';
import type { RateLimit } from './rate-watch.ts';

/** One thing that a citizen does. Exactly one of `text`, `press` and `does` says what; `raw` alone also does. */
export interface Act {
  readonly userId: string;
  readonly text?: string;
  /** What a button carries back; the citizen must really have been sent that button. */
  readonly press?: string;
  /** Anything else that the vendor knows: `follow`, `image`, `location`, `comment` … */
  readonly does?: string;
  /** Merged into what the vendor sends, so that a test can say what no other field says. */
  readonly raw?: object;
}

export interface Button {
  readonly label: string;
  /** What a press carries back. */
  readonly id?: string;
  readonly url?: string;
  /** How a press comes back, where the vendor has several ways. */
  readonly kind?: string;
}

/** One message that the stand-in took as delivered. */
export interface Delivered {
  /** 1, 2, 3 … in order of arrival. */
  readonly seq: number;
  readonly vendorId: string;
  readonly userId: string;
  readonly text: string;
  readonly buttons: readonly Button[];
  /** By which of the vendor's ways: `cs`, `template`, `broadcast`, `response`, `webhook answer` … */
  readonly how: string;
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number;
}

/** The life of one webhook event. Milliseconds since the epoch. */
export interface EventLog {
  /** By what a receiver recognises a second delivery. */
  readonly eventId: string;
  readonly userId: string;
  readonly sentAt: number;
  acknowledgedAt?: number;
  attempts: number;
}

/** What goes wrong with matching calls. `…_after` does the work first, as a real server may. */
export interface Fault {
  readonly kind:
    | 'too_many_requests'
    | 'server_error'
    /** The vendor's own refusal, with `code`. */
    | 'refuse'
    /** Does the work, answers `delayMs` later. */
    | 'slow'
    | 'hang'
    | 'hang_after'
    | 'reset_before'
    | 'reset_after';
  /** Name of an endpoint, as in `counters().calls`; `*` = all. Default: those that send messages. */
  readonly endpoint?: string;
  /** Default: every recipient. */
  readonly userId?: string;
  /** Calls that fail before the fault is over; default: until `clearFaults`. */
  readonly times?: number;
  /** Share of matching calls that fail, 0-1; default 1. */
  readonly chance?: number;
  /** For `refuse`: the vendor's code, `10/2018278` where it has a subcode. */
  readonly code?: string;
  readonly delayMs?: number;
}

export interface Counters {
  readonly calls: Readonly<Record<string, number>>;
  readonly delivered: number;
  readonly events: number;
  readonly unacknowledged: number;
  /** Webhook requests, with repetitions and duplicates. */
  readonly pushes: number;
  /** Documented limits that calls broke, one sentence each. */
  readonly limitsBroken: readonly string[];
  readonly rateViolations: number;
  /** Zalo: pairs of tokens handed out for a refresh token. */
  readonly tokenRefreshes?: number;
  /** Zalo: refresh tokens shown a second time. */
  readonly tokenReuses?: number;
  /** SMS: delivery reports that were answered with 2xx. */
  readonly reports?: number;
}

export interface VendorOptions extends PushOptions {
  /** Default: one that is free on the loopback. */
  readonly port?: number;
  /** How long every answer takes, in milliseconds; a pair is a range. Default 0. */
  readonly latencyMs?: number | readonly [number, number];
  /** How long every answer takes after the work is done and noted: the way back is slow. Default 0. */
  readonly answerAfterMs?: number;
  /** Every delivered message is appended here as a line of JSON before the sender hears of it. */
  readonly recordFile?: string;
  /** Instead of the vendor's documented limit. */
  readonly limits?: RateLimit;
}

/** What can be changed while the stand-in runs; each vendor adds its own. */
export interface CommonSettings {
  /** Moves the vendor's clock, on which windows and expiries depend. */
  readonly clockOffsetMs?: number;
}

/** A vendor played by us in this process. */
export interface VendorStandIn<Settings extends CommonSettings = CommonSettings> {
  /** Where its API is; takes the place of every host of the vendor. */
  readonly url: string;
  /** Ids and secrets that the vendor's console would show, for our configuration. */
  readonly account: Readonly<Record<string, string>>;
  /** Where events go from now on. Events wait as long as there is none. */
  setWebhook(url: string | undefined): Promise<void>;
  /** Asks the webhook as the vendor's console does when an address is saved; true when the answer would do. */
  probe(): Promise<boolean>;
  /**
   * Resolves with the events' ids when they are queued for the webhook, in order for each citizen unless
   * `lateShare` says otherwise. Rejects when a citizen presses a button that they do not have.
   */
  citizensDo(acts: readonly Act[]): Promise<readonly string[]>;
  delivered(): readonly Delivered[];
  onDelivered(listener: (delivered: Delivered) => void): () => void;
  events(): readonly EventLog[];
  fail(fault: Fault): void;
  clearFaults(): void;
  change(settings: Settings): void;
  counters(): Counters;
  /** Resolves when every event so far is acknowledged. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The same in a process of its own, so that it does not share the event loop that is measured. */
export interface RemoteStandIn<Settings extends CommonSettings = CommonSettings> {
  readonly url: string;
  readonly account: Readonly<Record<string, string>>;
  readonly pid: number;
  setWebhook(url: string | undefined): Promise<void>;
  probe(): Promise<boolean>;
  citizensDo(acts: readonly Act[]): Promise<readonly string[]>;
  /** Messages after the given `seq`; waits up to `waitMs` when there is none yet. */
  deliveredAfter(seq: number, waitMs?: number): Promise<readonly Delivered[]>;
  events(): Promise<readonly EventLog[]>;
  fail(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  change(settings: Settings): Promise<void>;
  counters(): Promise<Counters>;
  settled(): Promise<void>;
  close(): Promise<void>;
}
