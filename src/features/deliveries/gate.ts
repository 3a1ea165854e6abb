import { setTimeout as sleep } from 'node:timers/promises';
import { type Rate, slicingOf } from './pacing.ts';

/**
 * The last thing before a call: tokens were taken some moments ago, and what held the calls up since then (a
 * commit, a busy thread) may let them all go at once. Knows the calls of this process alone.
 */
export interface Gate {
  /** Resolves when one more call keeps within the limit, and counts it; callers pass in their order. */
  pass(bucket: string, rate: Rate): Promise<Passage>;
}

export interface Passage {
  /** The platform has answered, so the call had arrived by now at the latest. */
  answered(): void;
}

/** Part of what the bucket leaves free by which windows are longer than the vendor's. */
const keptShare = 0.3;
/** An answer as late as that was held up on the way there, for all we know; more is the vendor's own slowness. */
const longestDelayMs = 40;
/** Answers among which the quickest tells how long an undisturbed one takes. */
const answersCompared = 100;

interface Call {
  /** When it arrived at the vendor, at the latest, had the way there taken no time; in milliseconds. */
  arrivedAt: number;
}

interface Watch {
  /** The last ones are what counts. */
  readonly calls: Call[];
  readonly quickest: Quickest;
  queue: Promise<unknown>;
}

/** Milliseconds that never go back, and waiting for them to pass. */
interface Stopwatch {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

export function createGate(stopwatch: Stopwatch = { now: () => performance.now(), sleep }): Gate {
  const watches = new Map<string, Watch>();
  return {
    pass(bucket, rate) {
      const watch = watches.get(bucket) ?? {
        calls: [],
        quickest: createQuickest(),
        queue: Promise.resolve(),
      };
      watches.set(bucket, watch);
      const passage = watch.queue.then(() => enter(watch, rate, stopwatch));
      watch.queue = passage;
      return passage;
    },
  };
}

async function enter({ calls, quickest }: Watch, rate: Rate, { now, sleep }: Stopwatch): Promise<Passage> {
  const { limit, windowMs } = windowOf(rate);
  const oldest = calls.at(-limit);
  const waitMs = oldest === undefined ? 0 : oldest.arrivedAt + windowMs - now();
  if (waitMs > 0) await sleep(Math.ceil(waitMs));
  const leftAt = now();
  const call = { arrivedAt: leftAt };
  calls.push(call);
  if (calls.length > 2 * limit) calls.splice(0, calls.length - limit);
  return {
    answered() {
      const tookMs = now() - leftAt;
      call.arrivedAt = leftAt + Math.min(longestDelayMs, tookMs - quickest.of(tookMs));
    },
  };
}

type Quickest = ReturnType<typeof createQuickest>;

function createQuickest() {
  let [before, current, count] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  return {
    /** The shortest time of late, this one included. */
    of(tookMs: number): number {
      if (count === answersCompared) [before, current, count] = [current, tookMs, 0];
      count += 1;
      current = Math.min(current, tookMs);
      return Math.min(before, current);
    },
  };
}

/** A little longer than the vendor's, and no longer than the bucket takes to give as many tokens. */
export function windowOf(rate: Rate): { readonly limit: number; readonly windowMs: number } {
  const { points, sliceMs, limit } = slicingOf(rate);
  const windowMs = rate.windowSeconds * 1000;
  const refillMs = (limit * sliceMs) / points;
  return { limit, windowMs: windowMs + keptShare * Math.max(0, refillMs - windowMs) };
}
