/** How the vendor brings events to the webhook. */
export interface PushOptions {
  /** Within which an answer counts; default: the vendor's. */
  readonly webhookTimeoutMs?: number;
  /** Pauses before the second, third … attempt; the last one is repeated. Default: much shorter than a vendor's. */
  readonly retryPausesMs?: readonly number[];
  /** How long an event is tried, in milliseconds; default two minutes. */
  readonly giveUpAfterMs?: number;
  /** Share of requests made a second time after a success, 0-1. */
  readonly duplicateShare?: number;
  /** The second time comes up to so much later, and newer events overtake it; default at once. */
  readonly duplicateAfterMs?: number;
  /** Share of events that come late, so that newer ones of the same citizen overtake them. */
  readonly lateShare?: number;
  /** At most how late, in milliseconds; default 1,000. */
  readonly lateMs?: number;
  /** Requests at the same time; default 40. */
  readonly webhookConnections?: number;
  /** Events of so many citizens in one request, where the vendor does that; default 1. */
  readonly batchSize?: number;
}

export const defaultRetryPausesMs = [25, 50, 100, 200, 400] as const;
export const defaultGiveUpAfterMs = 120_000;
export const defaultConnections = 40;
