import type { RuleDates } from './rules.repo.ts';

/**
 * Whether a rule may end on that day. What has ended stays ended, and no day that is over may turn out to have been
 * under another rule. One that has not begun can be called off: its last day is then the one before its first.
 */
export function mayEnd({ effectiveFrom, effectiveTo }: RuleDates, end: string, today: string): boolean {
  if (effectiveTo !== null && effectiveTo < today) return false;
  if (effectiveFrom > today) return end >= dayBefore(effectiveFrom);
  return end >= today;
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
