import { foldWords } from '../core/fold.ts';

/** "Cases like this go to that office": a row of a ward; a condition left null holds for every case. */
export interface RoutingRule {
  readonly id: number;
  readonly category: string | null;
  readonly neighbourhoodId: number | null;
  /** A word or phrase that the case's text has in it, with or without accents. */
  readonly keyword: string | null;
  readonly officeId: number;
  /** YYYY-MM-DD, the first day in force. */
  readonly effectiveFrom: string;
  /** YYYY-MM-DD, the last day in force; null = until further notice. */
  readonly effectiveTo: string | null;
}

export interface RoutingInput {
  readonly category: string | null;
  readonly neighbourhoodId: number | null;
  readonly text: string;
  /** The day of receipt, YYYY-MM-DD. */
  readonly on: string;
}

/** What a rule can ask for, the weightiest first. */
export const routingConditions = ['keyword', 'category', 'neighbourhood'] as const;
export type RoutingCondition = (typeof routingConditions)[number];

export interface Route {
  readonly officeId: number;
  readonly ruleId: number;
  /** The conditions that the rule named and the case met; none = a rule for everything. */
  readonly why: readonly RoutingCondition[];
}

export interface RuleExplanation {
  readonly rule: RoutingRule;
  readonly matched: boolean;
  /** The one rule that decides. */
  readonly chosen: boolean;
  readonly why: readonly RoutingCondition[];
  /** Everything that kept it from matching. */
  readonly whyNot: readonly (RoutingCondition | 'not_yet' | 'expired')[];
}

/**
 * The office of a case; null = nobody's rule: the dispatcher's desk.
 *
 * The most specific rule wins. A keyword weighs more than category and neighbourhood together, a category more
 * than a neighbourhood (the subject names the office, the place only the person):
 * keyword+category+neighbourhood > keyword+category > keyword+neighbourhood > keyword > category+neighbourhood >
 * category > neighbourhood > neither. Among equals the newer start, then the higher id.
 */
export function routeCase(rules: readonly RoutingRule[], input: RoutingInput): Route | null {
  const chosen = explainRouting(rules, input).find(({ matched }) => matched);
  return chosen ? { officeId: chosen.rule.officeId, ruleId: chosen.rule.id, why: chosen.why } : null;
}

/** Every rule in the order in which they are asked, and what each says to this case. */
export function explainRouting(
  rules: readonly RoutingRule[],
  input: RoutingInput,
): readonly RuleExplanation[] {
  const words = ` ${foldWords(input.text)} `;
  let decided = false;
  return rules.toSorted(mostSpecificFirst).map((rule) => {
    const whyNot = [...outOfForce(rule, input.on), ...unmet(rule, input, words)];
    const matched = whyNot.length === 0;
    const chosen = matched && !decided;
    decided ||= matched;
    return { rule, matched, chosen, why: matched ? conditionsOf(rule) : [], whyNot };
  });
}

function conditionsOf({ keyword, category, neighbourhoodId }: RoutingRule): RoutingCondition[] {
  const named = { keyword, category, neighbourhood: neighbourhoodId };
  return routingConditions.filter((condition) => named[condition] !== null);
}

function unmet(rule: RoutingRule, input: RoutingInput, words: string): RoutingCondition[] {
  const met: Record<RoutingCondition, boolean> = {
    keyword: hasKeyword(words, rule.keyword ?? ''),
    category: rule.category === input.category,
    neighbourhood: rule.neighbourhoodId === input.neighbourhoodId,
  };
  return conditionsOf(rule).filter((condition) => !met[condition]);
}

/** Whole words only: "den" (đèn) is not in "dental", and a keyword without a letter is in nothing. */
function hasKeyword(words: string, keyword: string): boolean {
  const folded = foldWords(keyword);
  return folded !== '' && words.includes(` ${folded} `);
}

function outOfForce({ effectiveFrom, effectiveTo }: RoutingRule, on: string): ('not_yet' | 'expired')[] {
  if (on < effectiveFrom) return ['not_yet'];
  return effectiveTo !== null && effectiveTo < on ? ['expired'] : [];
}

function mostSpecificFirst(one: RoutingRule, other: RoutingRule): number {
  const narrower = specificity(other) - specificity(one);
  return narrower || other.effectiveFrom.localeCompare(one.effectiveFrom) || other.id - one.id;
}

const weights: Readonly<Record<RoutingCondition, number>> = { keyword: 4, category: 2, neighbourhood: 1 };
const specificity = (rule: RoutingRule): number =>
  conditionsOf(rule).reduce((sum, condition) => sum + weights[condition], 0);
