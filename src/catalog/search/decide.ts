/** What the bot should do with the hits. */
export type Decision = 'answer' | 'clarify' | 'none';

export interface DecisionLimits {
  /** Below this share of the question's weight the best hit is no answer. */
  readonly leastStrength: number;
  /** A hit this close to the best (share of its score) is near-equal. */
  readonly nearEqual: number;
  /** That many near-equal hits ask for a choice. */
  readonly manyEqual: number;
}

export const decisionLimits: DecisionLimits = { leastStrength: 0.2, nearEqual: 0.93, manyEqual: 3 };

/** `scores` best first; `mass` = what a perfect match of the question would weigh. */
export function decide(
  scores: readonly number[],
  mass: number,
  limits: DecisionLimits = decisionLimits,
): Decision {
  const best = scores[0] ?? 0;
  if (best <= 0 || mass <= 0 || best / mass < limits.leastStrength) return 'none';
  const near = scores.filter((score) => score >= best * limits.nearEqual).length;
  return near >= limits.manyEqual ? 'clarify' : 'answer';
}
