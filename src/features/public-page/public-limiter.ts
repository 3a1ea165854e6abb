import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Points in so many seconds. A whole street may share an address; codes are tried one after the other by scripts. */
const limits = { read: [600, 60], lookup: [40, 60] } as const;

export interface PublicLimiter {
  /** Seconds to wait; 0 = go ahead. */
  take(act: keyof typeof limits, ip: string): Promise<number>;
}

/** Counts in this process only: enough against one rude script. */
export function createPublicLimiter(): PublicLimiter {
  const bucket = ([points, duration]: readonly [number, number]) =>
    new RateLimiterMemory({ points, duration });
  const buckets = { read: bucket(limits.read), lookup: bucket(limits.lookup) };
  return {
    async take(act, ip) {
      try {
        await buckets[act].consume(ip);
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
        throw refused;
      }
    },
  };
}
