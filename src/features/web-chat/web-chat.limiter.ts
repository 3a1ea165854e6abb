import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export type LimitedAct = 'session' | 'message' | 'photo' | 'read';

/** Who acts: one browser (none yet when it first calls) and the address it comes from. */
export interface Actor {
  readonly externalId?: string;
  readonly ip: string;
}

export interface WebChatLimiter {
  /** Takes one token of each bucket; resolves to the milliseconds to wait, 0 = go ahead. */
  take(act: LimitedAct, actor: Actor): Promise<number>;
}

/** Points in so many seconds. An address is shared by a whole street behind a mobile carrier or a school. */
export const webChatLimits = {
  session: { perSession: [30, 60], perIp: [300, 60] },
  message: { perSession: [20, 20], perIp: [600, 60] },
  photo: { perSession: [10, 120], perIp: [100, 120] },
  read: { perSession: [120, 60], perIp: [3_000, 60] },
} as const satisfies Record<LimitedAct, { perSession: readonly number[]; perIp: readonly number[] }>;

type Limits = Readonly<Record<LimitedAct, Record<'perSession' | 'perIp', readonly [number, number]>>>;

/** Counts in this process only: enough against a stuck key or one rude script. */
export function createMemoryLimiter(limits: Limits = webChatLimits): WebChatLimiter {
  const buckets = new Map<string, RateLimiterMemory>();
  for (const [act, { perSession, perIp }] of Object.entries(limits)) {
    buckets.set(`${act}:session`, bucket(perSession));
    buckets.set(`${act}:ip`, bucket(perIp));
  }
  const waitFor = async (name: string, key: string) => {
    try {
      await buckets.get(name)?.consume(key);
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
      throw refused;
    }
  };
  return {
    take: async (act, { externalId, ip }) => {
      const own = externalId === undefined ? 0 : await waitFor(`${act}:session`, externalId);
      return own > 0 ? own : waitFor(`${act}:ip`, ip);
    },
  };
}

function bucket([points, duration]: readonly [number, number]): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration });
}
