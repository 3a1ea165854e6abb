import type { RuleEnd } from '../../contracts/console/admin.ts';
import type { RuleDates } from './rules.repo.ts';

/**
 * The last day of a rule that is being ended; null = it may not end like that. What has ended stays ended, and no day
 * that is over may turn out to have been under another rule. At once means that today is no longer under it; one that
 * began today, or has not begun, is called off: its last day is then the one before its first.
 */
export function lastDay(
  { effectiveFrom, effectiveTo }: RuleDates,
  end: RuleEnd,
  today: string,
): string | null {
  if (effectiveTo !== null && (effectiveTo < today || effectiveTo < effectiveFrom)) return null;
  const earliest = dayBefore(effectiveFrom > today ? effectiveFrom : today);
  if ('atOnce' in end) return earliest;
  // A mistake of this morning: whoever ends it today means that nothing is to go by it.
  if (effectiveFrom === today && end.effectiveTo === today) return earliest;
  return end.effectiveTo >= earliest ? end.effectiveTo : null;
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
