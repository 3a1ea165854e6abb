/** What the bot should do with the hits. */
export type Decision = 'answer' | 'clarify' | 'none';

export interface DecisionLimits {
  /** Below this share of the question's weight the best hit is no answer. */
  readonly leastStrength: number;
  /** Below this score, in rare words, the question said too little to know. */
  readonly leastScore: number;
  /** A hit this close to the best (share of its score) is near-equal. */
  readonly nearEqual: number;
  /** That many near-equal hits ask for a choice. */
  readonly manyEqual: number;
  /** A question with more telling words than this has said what it wants; near-equal hits are then our doubt, not the citizen's. */
  readonly mostVagueWords: number;
}

export const decisionLimits: DecisionLimits = {
  leastStrength: 0.25,
  leastScore: 2.8,
  nearEqual: 0.88,
  manyEqual: 3,
  mostVagueWords: 4,
};

export interface Evidence {
  /** Scores of the hits, best first. */
  readonly scores: readonly number[];
  /** What a full match of the question would weigh. */
  readonly mass: number;
  readonly tellingWords: number;
  /** What a word known to one entry alone weighs. */
  readonly rareWord: number;
}

export function decide(evidence: Evidence, limits: DecisionLimits = decisionLimits): Decision {
  const { scores, mass, tellingWords, rareWord } = evidence;
  const best = scores[0] ?? 0;
  if (best < limits.leastScore * rareWord || best / mass < limits.leastStrength) return 'none';
  const near = scores.filter((score) => score >= best * limits.nearEqual).length;
  const vague = tellingWords <= limits.mostVagueWords;
  return vague && near >= limits.manyEqual ? 'clarify' : 'answer';
}
