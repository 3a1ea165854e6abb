export interface RateLimit {
  readonly max: number;
  readonly windowMs: number;
  /** False only counts; default: calls beyond the limit are refused as the vendor refuses them. */
  readonly enforce?: boolean;
}

/** Counts calls over every window of the given length that ends with a call. */
export function createRateWatch(limit: RateLimit | undefined) {
  let times: number[] = [];
  let first = 0;
  let violations = 0;

  function within(now: number, windowMs: number): number {
    while (first < times.length && (times[first] ?? now) <= now - windowMs) first += 1;
    if (first > 4_096) {
      times = times.slice(first);
      first = 0;
    }
    return times.length - first;
  }

  return {
    limit,
    violations: () => violations,
    remaining: (now: number): number => (limit ? Math.max(0, limit.max - within(now, limit.windowMs)) : 0),
    /** Notes one call; true when it must be refused. Refused calls do not use up the limit. */
    isTooMuch(now: number): boolean {
      if (!limit) return false;
      const over = within(now, limit.windowMs) >= limit.max;
      if (over) violations += 1;
      if (over && limit.enforce !== false) return true;
      times.push(now);
      return false;
    },
  };
}
export type RateWatch = ReturnType<typeof createRateWatch>;
