import type { Duration } from './working-time.ts';

/** To whom a case goes up when nobody answered in time. */
export const escalationTargets = ['lead', 'chair'] as const;
export type EscalationTarget = (typeof escalationTargets)[number];

export interface EscalationStep extends Duration {
  readonly to: EscalationTarget;
}

interface InForce {
  readonly source: string;
  /** YYYY-MM-DD */
  readonly effectiveFrom: string;
  readonly confidence: 'C' | 'C-2nd' | 'GK';
}

/** `content/law/case-rules.yaml`: rows are added, never edited; the latest that has begun counts. */
export interface CaseRules {
  readonly reopenDays: readonly (InForce & { readonly value: number })[];
  readonly escalation: readonly (InForce & { readonly steps: readonly EscalationStep[] })[];
}

/** For how many days a citizen may open a case again. `on`: YYYY-MM-DD. */
export const reopenDaysOn = ({ reopenDays }: CaseRules, on: string): number =>
  latest(reopenDays, on)?.value ?? 0;

export const ladderOn = ({ escalation }: CaseRules, on: string): readonly EscalationStep[] =>
  latest(escalation, on)?.steps ?? [];

const latest = <Row extends InForce>(rows: readonly Row[], on: string): Row | undefined =>
  rows
    .filter(({ effectiveFrom }) => effectiveFrom <= on)
    .toSorted((one, other) => other.effectiveFrom.localeCompare(one.effectiveFrom))[0];
