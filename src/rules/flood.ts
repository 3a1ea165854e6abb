/** How many messages of one citizen are answered in a burst; the rest is stored but not answered. */
export const floodLimit = { messages: 20, windowMs: 10_000 } as const;

export interface Burst {
  readonly count: number;
  /** Milliseconds since the epoch; null before the first message. */
  readonly startedAt: number | null;
}

export type FloodVerdict = 'answer' | 'warn' | 'ignore';

/** Counts a message into the citizen's burst: the one after the limit is warned about, later ones ignored. */
export function countMessage(burst: Burst, now: number): { burst: Burst; verdict: FloodVerdict } {
  const fresh = burst.startedAt === null || now - burst.startedAt >= floodLimit.windowMs;
  const next = fresh ? { count: 1, startedAt: now } : { count: burst.count + 1, startedAt: burst.startedAt };
  return { burst: next, verdict: verdictFor(next.count) };
}

function verdictFor(count: number): FloodVerdict {
  if (count <= floodLimit.messages) return 'answer';
  return count === floodLimit.messages + 1 ? 'warn' : 'ignore';
}
