import type { Ability } from '../conversations/index.ts';
import { textOf } from './arguments.ts';
import type { ReportingDeps } from './reporting-deps.ts';

const starsByWord: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 };

/** How satisfied the citizen is: asked once for each answer. */
export function createRatingAbilities({ desk }: ReportingDeps): Record<string, Ability> {
  return {
    async rate_case({ tx, conversationId, now }, args) {
      const said = textOf(args, 'stars');
      const stars = starsByWord[said] ?? Number(said);
      if (!Number.isInteger(stars) || stars < 1 || stars > 5) return { outcome: 'none', values: {} };
      return { outcome: await desk.rate(tx, { conversationId, stars, at: now }), values: {} };
    },
    async comment_rating({ tx, conversationId, now }, args) {
      await desk.comment(tx, { conversationId, words: textOf(args, 'text'), at: now });
      return { outcome: 'kept', values: {} };
    },
  };
}
