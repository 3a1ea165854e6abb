import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AppError } from '../../core/app-error.ts';
import { lockMs, mostFailures } from './attempts.repo.ts';
import { refusal } from './staff.errors.ts';

/** In this process only: enough against one rude script. */
export interface SignInLimiter {
  /** Milliseconds to wait before this address may try again; 0 = go ahead. */
  take(ip: string): Promise<number>;
  /** The same for a name that nobody has: it is locked as if somebody had it. */
  takeUnknown(email: string): Promise<number>;
}

/** Attempts a minute; a whole ward hall may share one address. */
const perIp = { points: 30, duration: 60 };

export function createSignInLimiter(
  limits: { readonly points: number; readonly duration: number } = perIp,
): SignInLimiter {
  const addresses = new RateLimiterMemory(limits);
  const unknown = new RateLimiterMemory({
    points: mostFailures,
    duration: lockMs / 1000,
    blockDuration: lockMs / 1000,
  });
  return {
    take: (ip) => waitFor(addresses, ip),
    takeUnknown: (email) => waitFor(unknown, email.toLowerCase()),
  };
}

/** What an address is told that has tried too often. */
export async function refusalToTry(limiter: SignInLimiter, ip: string): Promise<AppError | null> {
  const waitMs = await limiter.take(ip);
  return waitMs > 0 ? refusal('slow_down', { retryAfterSeconds: Math.ceil(waitMs / 1000) }) : null;
}

async function waitFor(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
    throw refused;
  }
}
