import { type DeadlineRule, pickDeadline } from '../../rules/deadlines.ts';

/** The rows of the law that some clock begins by on this day: those that no row of the ward's own stands before. */
export function lawInForce(
  law: readonly DeadlineRule[],
  own: readonly DeadlineRule[],
  on: string,
): DeadlineRule[] {
  const rules = [...law, ...own];
  return law.filter(({ id, kind, category, step, urgent }) =>
    (urgent === null ? [false, true] : [urgent]).some(
      (isUrgent) => pickDeadline(rules, { kind, category, step, urgent: isUrgent, on })?.id === id,
    ),
  );
}
