import type { Purpose, Route } from '../core/delivery.ts';

/** What a platform says about writing to somebody who has been silent; hours since the last own act. */
export interface WindowRule {
  /** Null = no window at all. */
  readonly replyWindowHours: number | null;
  readonly freeReplyHours: number | null;
  readonly officerWindowHours: number | null;
  /** The ward pays for the part of the window that costs. */
  readonly paysForLateReplies: boolean;
}

const hourMs = 3_600_000;

/** The route that is open now; undefined when only a template could go. Times: milliseconds since the epoch. */
export function routeInWindow(
  rule: WindowRule,
  { purpose, lastInteractionAt, now }: { purpose: Purpose; lastInteractionAt: number | null; now: number },
): Exclude<Route, 'template'> | undefined {
  if (rule.replyWindowHours === null) return 'window';
  if (lastInteractionAt === null) return undefined;
  const silentHours = (now - lastInteractionAt) / hourMs;
  if (silentHours <= (rule.freeReplyHours ?? rule.replyWindowHours)) return 'window';
  if (silentHours <= rule.replyWindowHours) return rule.paysForLateReplies ? 'paid_window' : undefined;
  const isLateOfficer = purpose === 'officer' && silentHours <= (rule.officerWindowHours ?? 0);
  return isLateOfficer ? 'officer_window' : undefined;
}

/** The moment at which it closes; null = never, or the citizen has not opened it. */
export function windowClosesAt(
  rule: WindowRule,
  { purpose, lastInteractionAt }: { purpose: Purpose; lastInteractionAt: number | null },
): number | null {
  if (rule.replyWindowHours === null || lastInteractionAt === null) return null;
  const { freeReplyHours, replyWindowHours, officerWindowHours, paysForLateReplies } = rule;
  const usual = paysForLateReplies ? replyWindowHours : (freeReplyHours ?? replyWindowHours);
  const hours = purpose === 'officer' ? Math.max(usual, officerWindowHours ?? 0) : usual;
  return lastInteractionAt + hours * hourMs;
}
