import {
  type IRateLimiterPostgresOptions,
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
}

export interface Allowance {
  readonly tokens: number;
  readonly waitMs: number;
  /** Gives back tokens that were taken for nothing; too late, they are lost. */
  giveBack(tokens: number): Promise<void>;
}

/** Where the counters live: shared by all workers (Redis, PostgreSQL) or in the only process. */
export type PacingStore =
  | { readonly kind: 'memory' }
  | { readonly kind: 'redis'; readonly client: object }
  | { readonly kind: 'postgres'; readonly pool: object };

/**
 * The bucket is refilled in slices of the clock, so that a burst at a boundary exceeds the documented rate by
 * at most one slice: 30/s becomes 3 per 100 ms.
 */
export function sliceOf(sendsPerSecond: number): { points: number; slices: number } {
  const slices =
    [10, 5, 4, 2, 1].find((count) => sendsPerSecond % count === 0 && sendsPerSecond / count >= 1) ?? 1;
  return { points: Math.max(1, Math.floor(sendsPerSecond / slices)), slices };
}

/**
 * A counter lives a second, the shortest time that the Redis limiter knows (less is no expiry at all), and
 * each slice has its own; a slice's counter is used again two seconds later.
 */
const counterSeconds = 1;

export function createPacing(store: PacingStore, now: () => number = Date.now): Pacing {
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
      const { slices } = sliceOf(sendsPerSecond);
      const sliceMs = 1000 / slices;
      const slice = Math.floor(now() / sliceMs);
      const key = `${account}:${slice % (2 * slices)}`;
      const tokens = await consume(limiter, key, Math.min(wanted, limiter.points));
      return {
        tokens,
        waitMs: tokens > 0 ? 0 : Math.max(1, Math.ceil((slice + 1) * sliceMs - now())),
        async giveBack(unused) {
          if (Math.floor(now() / sliceMs) === slice) await limiter.reward(key, unused);
        },
      };
    },
  };
}

/** Takes as many tokens as are left, up to `tokens`. */
async function consume(limiter: RateLimiterAbstract, key: string, tokens: number): Promise<number> {
  if (tokens <= 0) return 0;
  try {
    await limiter.consume(key, tokens);
    return tokens;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const left = limiter.points - (refusal.consumedPoints - tokens);
    // A refused consume still counts; put it back and take what is left.
    await limiter.reward(key, tokens);
    return consume(limiter, key, Math.min(left, tokens - 1));
  }
}

async function createLimiter(store: PacingStore, sendsPerSecond: number): Promise<RateLimiterAbstract> {
  const { points } = sliceOf(sendsPerSecond);
  const options = { points, duration: counterSeconds, keyPrefix: `pace${sendsPerSecond}` };
  if (store.kind === 'memory') return new RateLimiterMemory(options);
  if (store.kind === 'redis') return new RateLimiterRedis({ ...options, storeClient: store.client });
  const settings = { ...options, storeClient: store.pool, tableName: 'pacing', clearExpiredByTimeout: true };
  // When two workers make the table at the same moment one of them fails; after that it is there.
  return onPostgres(settings).catch(() => onPostgres(settings));
}

function onPostgres(settings: IRateLimiterPostgresOptions): Promise<RateLimiterAbstract> {
  return new Promise((resolve, reject) => {
    const limiter = new RateLimiterPostgres(settings, (error?: Error) =>
      error ? reject(error) : resolve(limiter),
    );
  });
}
