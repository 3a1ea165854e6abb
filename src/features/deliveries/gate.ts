import { setTimeout as sleep } from 'node:timers/promises';
import { type Rate, slicingOf } from './pacing.ts';

/**
 * The last thing before a call: tokens were taken some moments ago, and what held the calls up since then (a
 * commit, a busy thread) may let them all go at once. Knows the calls of this process alone.
 */
export interface Gate {
  /** Resolves when one more call keeps within the limit, and counts it; callers pass in their order. */
  pass(bucket: string, rate: Rate): Promise<void>;
}

/** Part of what the bucket leaves free that is kept for delays on the way; the rest makes up for delays here. */
const keptShare = 0.6;

interface Watch {
  /** When calls went out, in milliseconds; the last ones are what counts. */
  readonly moments: number[];
  queue: Promise<void>;
}

export function createGate(now: () => number = () => performance.now()): Gate {
  const watches = new Map<string, Watch>();
  return {
    pass(bucket, rate) {
      const watch = watches.get(bucket) ?? { moments: [], queue: Promise.resolve() };
      watches.set(bucket, watch);
      watch.queue = watch.queue.then(() => enter(watch, rate, now));
      return watch.queue;
    },
  };
}

async function enter({ moments }: Watch, rate: Rate, now: () => number): Promise<void> {
  const { limit, windowMs } = windowOf(rate);
  const oldest = moments.at(-limit);
  const waitMs = oldest === undefined ? 0 : oldest + windowMs - now();
  if (waitMs > 0) await sleep(Math.ceil(waitMs));
  moments.push(now());
  if (moments.length > 2 * limit) moments.splice(0, moments.length - limit);
}

/** A little longer than the vendor's, and no longer than the bucket takes to give as many tokens. */
export function windowOf(rate: Rate): { readonly limit: number; readonly windowMs: number } {
  const { points, sliceMs, limit } = slicingOf(rate);
  const windowMs = rate.windowSeconds * 1000;
  const refillMs = (limit * sliceMs) / points;
  return { limit, windowMs: windowMs + keptShare * Math.max(0, refillMs - windowMs) };
}
