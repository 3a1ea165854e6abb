import {
  type Receipt,
  type SendError,
  type SendErrorCode,
  sendErrorPolicies,
} from '../../channels/channel.ts';
import type { Result } from '../../core/result.ts';
import { retryWaitMs } from '../../rules/retry.ts';
import type { ClaimedMessage } from './claims.repo.ts';
import type { DeliveryMark } from './marks.repo.ts';

/** How long an account waits when the platform does not say. */
const pauseMs = {
  rate_limited: 1_000,
  quota_exhausted: 3_600_000,
  token_dead: null,
  misconfigured: null,
} as const;

/** What one answer of the platform means for the row and for its account. */
export interface Outcome {
  readonly mark: DeliveryMark;
  /** The account waits until then; `forever` = until an operator mends it. */
  readonly pauseUntil: number | 'forever' | null;
  /** The citizen is gone: nothing else of the conversation can arrive. */
  readonly gone: boolean;
}

export function outcomeOf(message: ClaimedMessage, answer: Result<Receipt, SendError>, now: number): Outcome {
  if (answer.ok) return final(message, 'sent', { vendorMessageId: answer.value.vendorMessageId });
  const { error } = answer;
  // The platform may have it: sending again could say it twice, so a person decides.
  if (!error.provablyUnsent) return final(message, 'unknown', failureOf(error));
  const policy = sendErrorPolicies[error.code];
  const pauseUntil = policy.pauseAccount ? pauseFor(error, now) : null;
  if (policy.retry) return retryLater(message, error, pauseUntil, now);
  return { ...final(message, 'permanent_failure', failureOf(error)), gone: error.code === 'recipient_gone' };
}

function retryLater(
  message: ClaimedMessage,
  error: SendError,
  pauseUntil: Outcome['pauseUntil'],
  now: number,
): Outcome {
  // A paused account holds its messages; waiting for it is not a failed try of the message.
  if (pauseUntil !== null) {
    return { mark: { ...blank(message, 'created'), ...failureOf(error) }, pauseUntil, gone: false };
  }
  const waitMs = retryWaitMs(message.attempts);
  if (waitMs === null) return final(message, 'technical_failure', failureOf(error));
  const dueAt = new Date(now + Math.max(waitMs, error.retryAfterMs ?? 0));
  return {
    mark: { ...blank(message, 'temporary_failure'), ...failureOf(error), dueAt },
    pauseUntil,
    gone: false,
  };
}

function pauseFor(error: SendError, now: number): number | 'forever' | null {
  if (error.retryAfterMs !== undefined) return now + error.retryAfterMs;
  const known = pauseMs[error.code as keyof typeof pauseMs];
  return known === null ? 'forever' : now + known;
}

function final(
  message: ClaimedMessage,
  state: DeliveryMark['state'],
  fields: Partial<DeliveryMark>,
): Outcome {
  return { mark: { ...blank(message, state), ...fields }, pauseUntil: null, gone: false };
}

/** A rule of the law or of the platform says not now. */
export function waitUntil(message: ClaimedMessage, until: number, why: string): Outcome {
  const mark = { ...blank(message, 'created'), dueAt: new Date(until), vendorCode: why };
  return { mark, pauseUntil: null, gone: false };
}

/** A rule says never. */
export function stopped(message: ClaimedMessage, code: SendErrorCode, why: string): Outcome {
  return final(message, 'permanent_failure', { errorCode: code, vendorCode: why });
}

/** Puts a claimed row back untried. */
export function untried(message: ClaimedMessage): DeliveryMark {
  return blank(message, 'created');
}

function blank(message: ClaimedMessage, state: DeliveryMark['state']): DeliveryMark {
  return {
    id: message.id,
    state,
    vendorMessageId: null,
    errorCode: null,
    vendorCode: null,
    dueAt: null,
    route: null,
  };
}

function failureOf(error: SendError): Pick<DeliveryMark, 'errorCode' | 'vendorCode'> {
  return { errorCode: error.code, vendorCode: error.vendorCode?.slice(0, 200) ?? null };
}
