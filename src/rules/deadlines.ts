import type { CaseKind, PetitionKind } from '../core/case.ts';
import type { Duration } from './working-time.ts';

/**
 * What a time limit is for. Cases: `intake` (taken in hand), `transfer` (passed on, not ours), `answer`.
 * Complaints: `acceptance` to `next_step` (the citizen's own time to go further), `dialogue_notice`.
 * Denunciations: `initial_handling` (identity and conditions), `decision`, `extension`.
 * `remote` is the law's *vùng sâu, vùng xa*; `complex` its *vụ việc phức tạp*.
 */
export const deadlineSteps = [
  'intake',
  'transfer',
  'answer',
  'acceptance',
  'first_instance',
  'first_instance_complex',
  'first_instance_remote',
  'first_instance_remote_complex',
  'second_instance',
  'second_instance_complex',
  'next_step',
  'next_step_remote',
  'dialogue_notice',
  'initial_handling',
  'decision',
  'extension',
] as const;
export type DeadlineStep = (typeof deadlineSteps)[number];

/** One row of the law or of a ward: shown with its basis wherever its clock is shown, and never edited. */
export interface DeadlineRule {
  readonly id: string;
  readonly kind: CaseKind | PetitionKind;
  /** null = every category. */
  readonly category: string | null;
  /** null = urgent or not. */
  readonly urgent: boolean | null;
  readonly step: DeadlineStep;
  readonly duration: Duration;
  readonly legalBasis: string;
  /** YYYY-MM-DD, the first day in force. */
  readonly effectiveFrom: string;
  /** YYYY-MM-DD, the last day in force; null = until further notice. */
  readonly effectiveTo: string | null;
  /** C = checked against the text; C-2nd = secondary source; GK = general knowledge, "chưa xác minh". */
  readonly confidence: 'C' | 'C-2nd' | 'GK';
}

export interface DeadlineQuestion {
  readonly kind: CaseKind | PetitionKind;
  readonly category: string | null;
  readonly urgent: boolean;
  readonly step: DeadlineStep;
  /** The day of receipt, YYYY-MM-DD: the row in force then holds for the whole case. */
  readonly on: string;
}

/**
 * The row in force on the day of receipt. A row for this category goes before one for urgency, that before a
 * general one; among equals the one that began last, and of two that began on one day the one added last (a ward's
 * own row after the general one).
 */
export function pickDeadline(
  rules: readonly DeadlineRule[],
  question: DeadlineQuestion,
): DeadlineRule | undefined {
  return rules.filter((rule) => applies(rule, question)).sort(bestFirst)[0];
}

function applies(rule: DeadlineRule, { kind, category, urgent, step, on }: DeadlineQuestion): boolean {
  return (
    rule.kind === kind &&
    rule.step === step &&
    (rule.category === null || rule.category === category) &&
    (rule.urgent === null || rule.urgent === urgent) &&
    rule.effectiveFrom <= on &&
    (rule.effectiveTo === null || on <= rule.effectiveTo)
  );
}

function bestFirst(one: DeadlineRule, other: DeadlineRule): number {
  const narrower = narrowness(other) - narrowness(one);
  if (narrower !== 0) return narrower;
  return other.effectiveFrom.localeCompare(one.effectiveFrom) || ids.compare(other.id, one.id);
}

/** A ward's rows are numbered as they are added: `ward-10` is newer than `ward-9`, and any newer than the law's. */
const ids = new Intl.Collator('en', { numeric: true });

const narrowness = (rule: DeadlineRule): number =>
  (rule.category === null ? 0 : 2) + (rule.urgent === null ? 0 : 1);
