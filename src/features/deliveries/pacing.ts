import {
  type IRateLimiterPostgresOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';

/** The bucket of one or several channel accounts: how many messages may go out now. */
export interface Pacing {
  /** Takes up to `wanted` tokens; fewer or none when the bucket is low, with the time until the next one. */
  take(bucket: string, rate: Rate, wanted: number): Promise<Allowance>;
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

/** What a platform allows: this many per second on average, counted over a window of some seconds. */
export interface Rate {
  readonly perSecond: number;
  readonly windowSeconds: number;
}

/** Slices of a window, and messages in each. */
interface Slicing {
  /** Messages in a window, as the platform counts. */
  readonly limit: number;
  readonly points: number;
  readonly sliceMs: number;
}

/** So much more than 95 % that a slice missed now and then is no matter. */
const leastShare = 0.97;
const [fewestPerSecond, mostPerSecond] = [10, 50];

/**
 * The bucket is refilled in slices of the clock. A window that begins in the middle of a slice touches one more
 * than it is long, so a slice holds so little that all of those together are within the limit: 30 a second
 * become 29 slices of one message. The fewest slices that reach 97 % of the limit are taken, else the best.
 */
export function sliceOf({ perSecond, windowSeconds }: Rate): Slicing {
  const limit = Math.floor(perSecond * windowSeconds + 1e-6);
  let best = { slices: 1, points: Math.max(1, limit) };
  let bestSum = 0;
  const least = limit < 2 * fewestPerSecond * windowSeconds ? 1 : fewestPerSecond * windowSeconds;
  for (let slices = least; slices <= mostPerSecond * windowSeconds; slices++) {
    const points = Math.floor(limit / (slices + 1));
    if (points * slices > bestSum) {
      best = { slices, points };
      bestSum = points * slices;
    }
    if (bestSum >= leastShare * limit) break;
  }
  return { limit: Math.max(1, limit), points: best.points, sliceMs: (windowSeconds * 1000) / best.slices };
}

export function createPacing(store: PacingStore, now: () => number = Date.now): Pacing {
  const limiters = new Map<string, Promise<RateLimiterAbstract>>();
  const limiterFor = (slicing: Slicing): Promise<RateLimiterAbstract> => {
    const name = `${slicing.points}/${Math.round(slicing.sliceMs)}`;
    const known = limiters.get(name) ?? createLimiter(store, slicing, name);
    limiters.set(name, known);
    // Its table could not be made while PostgreSQL was away: the next message asks again.
    known.catch(() => limiters.delete(name));
    return known;
  };
  return {
    async take(bucket, rate, wanted) {
      const slicing = slicingOf(rate);
      const { sliceMs } = slicing;
      const limiter = await limiterFor(slicing);
      const slice = Math.floor(now() / sliceMs);
      const key = `${bucket}:${slice % keysInUse(sliceMs)}`;
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

const slicings = new Map<string, Slicing>();

export function slicingOf(rate: Rate): Slicing {
  const name = `${rate.perSecond}/${rate.windowSeconds}`;
  const known = slicings.get(name) ?? sliceOf(rate);
  slicings.set(name, known);
  return known;
}

/** Seconds that a counter lives: the Redis limiter knows no shorter time than one. */
const counterSeconds = (sliceMs: number): number => Math.ceil(sliceMs / 1000);

/** Each slice has a counter of its own, which is used again when it has surely ended. */
const keysInUse = (sliceMs: number): number => Math.ceil((2_000 * counterSeconds(sliceMs)) / sliceMs) + 1;

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

async function createLimiter(
  store: PacingStore,
  { points, sliceMs }: Slicing,
  name: string,
): Promise<RateLimiterAbstract> {
  const options = { points, duration: counterSeconds(sliceMs), keyPrefix: `pace${name}` };
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
