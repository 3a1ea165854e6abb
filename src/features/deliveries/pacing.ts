import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { AccountId } from '../../core/ids.ts';

/** The bucket of a channel account: how many messages may go out now. */
export interface Pacing {
  /** Takes up to `wanted` tokens; fewer or none when the bucket is low, with the time until the next one. */
  take(account: AccountId, sendsPerSecond: number, wanted: number): Promise<Allowance>;
  /** Gives back tokens that were taken for nothing. */
  giveBack(account: AccountId, sendsPerSecond: number, tokens: number): Promise<void>;
}

export interface Allowance {
  readonly tokens: number;
  readonly waitMs: number;
}

/** Where the counters live: shared by all workers (Redis, PostgreSQL) or in the only process. */
export type PacingStore =
  | { readonly kind: 'memory' }
  | { readonly kind: 'redis'; readonly client: object }
  | { readonly kind: 'postgres'; readonly pool: object };

/**
 * The bucket is refilled in slices, so that a burst at a boundary exceeds the documented rate by at most one
 * slice: 30/s becomes 3 per 100 ms.
 */
export function sliceOf(sendsPerSecond: number): { points: number; durationMs: number } {
  const slices =
    [10, 5, 4, 2, 1].find((count) => sendsPerSecond % count === 0 && sendsPerSecond / count >= 1) ?? 1;
  return { points: Math.max(1, Math.floor(sendsPerSecond / slices)), durationMs: 1000 / slices };
}

export function createPacing(store: PacingStore): Pacing {
  const limiters = new Map<number, Promise<RateLimiterAbstract>>();
  const limiterFor = (sendsPerSecond: number): Promise<RateLimiterAbstract> => {
    const known = limiters.get(sendsPerSecond) ?? createLimiter(store, sendsPerSecond);
    limiters.set(sendsPerSecond, known);
    // Its table could not be made while PostgreSQL was away: the next message asks again.
    known.catch(() => limiters.delete(sendsPerSecond));
    return known;
  };
  return {
    async take(account, sendsPerSecond, wanted) {
      const limiter = await limiterFor(sendsPerSecond);
      const tokens = Math.min(wanted, limiter.points);
      return consume(limiter, String(account), tokens);
    },
    async giveBack(account, sendsPerSecond, tokens) {
      const limiter = await limiterFor(sendsPerSecond);
      await limiter.reward(String(account), tokens);
    },
  };
}

async function consume(limiter: RateLimiterAbstract, key: string, tokens: number): Promise<Allowance> {
  try {
    await limiter.consume(key, tokens);
    return { tokens, waitMs: 0 };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const left = limiter.points - (refusal.consumedPoints - tokens);
    // A refused consume still counts; put it back and take what is left.
    await limiter.reward(key, tokens);
    if (left <= 0) return { tokens: 0, waitMs: Math.max(1, refusal.msBeforeNext) };
    return tokens > 1 ? consume(limiter, key, Math.min(left, tokens - 1)) : { tokens: 0, waitMs: 1 };
  }
}

async function createLimiter(store: PacingStore, sendsPerSecond: number): Promise<RateLimiterAbstract> {
  const { points, durationMs } = sliceOf(sendsPerSecond);
  const options = { points, duration: durationMs / 1000, keyPrefix: `pace${sendsPerSecond}` };
  if (store.kind === 'memory') return new RateLimiterMemory(options);
  if (store.kind === 'redis') return new RateLimiterRedis({ ...options, storeClient: store.client });
  return new Promise((resolve, reject) => {
    const limiter = new RateLimiterPostgres(
      { ...options, storeClient: store.pool, tableName: 'pacing', clearExpiredByTimeout: true },
      (error?: Error) => (error ? reject(error) : resolve(limiter)),
    );
  });
}
