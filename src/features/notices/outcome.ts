import type { SendError } from '../../channels/channel.ts';
import { retryWaitMs } from '../../rules/retry.ts';
import type { NoticeMark } from './notices.repo.ts';

/** What one try led to; the reasons are codes of ours. */
export type Outcome =
  | { readonly kind: 'sent'; readonly vendorMessageId?: string }
  /** Provably not sent, and worth another try. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'failed'; readonly reason: string }
  /** It may have gone out: never sent again. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What the row says afterwards: tries grow rarer, and after the last one it has failed. */
export function markOf(outcome: Outcome, attempts: number, now: number): NoticeMark {
  if (outcome.kind === 'sent') {
    const { vendorMessageId } = outcome;
    return { state: 'sent', reason: null, ...(vendorMessageId !== undefined && { vendorMessageId }) };
  }
  if (outcome.kind !== 'retry') return { state: outcome.kind, reason: outcome.reason };
  const waitMs = retryWaitMs(attempts);
  if (waitMs === null) return { state: 'failed', reason: outcome.reason };
  const dueAt = new Date(now + Math.max(waitMs, outcome.afterMs ?? 0));
  return { state: 'due', reason: outcome.reason, dueAt };
}

const worthATry: ReadonlySet<SendError['code']> = new Set([
  'rate_limited',
  'unreachable',
  'quota_exhausted',
  'token_dead',
  'misconfigured',
]);

/** A channel's refusal in these words. */
export function outcomeOfChannel({ code, provablyUnsent, retryAfterMs }: SendError): Outcome {
  if (!provablyUnsent) return { kind: 'unknown', reason: code };
  if (!worthATry.has(code)) return { kind: 'failed', reason: code };
  return { kind: 'retry', reason: code, ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
}
