import type { Hit } from '../../catalog/search/search.ts';
import type { Language } from '../../core/message.ts';
import type { Values } from '../../core/value.ts';
import type { Ability, AbilityResult } from '../conversations/index.ts';
import { fileOnlineAnswer, guideAnswer, payOnlineAnswer, procedureAnswer, titleOf } from './answer.ts';
import type { KnowledgeBase, WardBase } from './knowledge-base.ts';

/** Hits that a citizen may choose from when a question is ambiguous. */
const maxOptions = 5;

/** Searching and telling procedures and guides; all of it in memory. */
export function createKnowledgeAbilities(base: KnowledgeBase): Record<string, Ability> {
  return {
    search_knowledge: async ({ wardId, language }, args) =>
      search(base.of(wardId), textOf(args.question), language),
    show_procedure: async ({ wardId, language }, args) => {
      const id = textOf(args.id);
      const answer = procedureAnswer(base.of(wardId), id, textOf(args.part), language);
      return isNameOnly(base.of(wardId), id) && answer
        ? { outcome: 'only_name', values: answer }
        : shown(answer);
    },
    show_guide: async ({ wardId }, args) => shown(guideAnswer(base.of(wardId), textOf(args.id))),
    file_online: async ({ wardId, language }, args) =>
      fileOnlineAnswer(base.of(wardId), textOf(args.id), language) ?? gone,
    pay_online: async ({ wardId, language }, args) => ({
      outcome: 'shown',
      values: payOnlineAnswer(base.of(wardId), textOf(args.id) || null, language),
    }),
  };
}

const gone: AbilityResult = { outcome: 'gone', values: {} };
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Facts about it are held by nobody here; what people call it is known. */
const isNameOnly = (base: WardBase, code: string): boolean => base.procedure(code) === undefined;

function shown(values: Values | null): AbilityResult {
  return values ? { outcome: 'shown', values } : gone;
}

function search(base: WardBase, question: string, language: Language): AbilityResult {
  const own = base.ownAnswer(question);
  const told = own && guideAnswer(base, own.id);
  if (own && told) return { outcome: 'answer', values: { ...told, kind: 'guide', id: own.id } };
  const found = base.search.find(question, { limit: maxOptions });
  if (found.smalltalk) return { outcome: 'smalltalk', values: { topic: found.smalltalk } };
  const [first, second] = found.hits;
  if (found.decision === 'none' || !first) return { outcome: 'none', values: {} };
  if (found.decision === 'clarify')
    return { outcome: 'clarify', values: { options: found.hits.map((hit) => toOption(base, hit)) } };
  return answerWith(base, question, first, nearEqual(first, second), language);
}

/** Two near-equal hits: the likelier is told, the other offered. */
function nearEqual(first: Hit, second: Hit | undefined): Hit | undefined {
  return second && second.score >= first.score * 0.8 ? second : undefined;
}

function answerWith(
  base: WardBase,
  question: string,
  hit: Hit,
  other: Hit | undefined,
  language: Language,
): AbilityResult {
  const parts = base.askedPart(question);
  const answer =
    hit.kind === 'guide'
      ? guideAnswer(base, hit.code)
      : procedureAnswer(base, hit.code, parts.length > 0 ? parts : 'overview', language);
  if (!answer) return { outcome: 'none', values: {} };
  const alternative: Values = other
    ? { otherId: other.code, otherKind: other.kind, otherTitle: titleOf(base, other.code, other.title) }
    : {};
  const kind = hit.kind === 'procedure' && isNameOnly(base, hit.code) ? 'only_name' : hit.kind;
  return { outcome: 'answer', values: { ...answer, ...alternative, kind, id: hit.code } };
}

const toOption = (base: WardBase, hit: Hit): { id: string; label: string } => ({
  id: hit.code,
  label: titleOf(base, hit.code, hit.title),
});
