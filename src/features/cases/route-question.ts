import type { z } from 'zod';
import type { RouteExplanation, RouteQuestion } from '../../contracts/console/case.ts';
import { explainRouting } from '../../rules/case-routing.ts';
import { pickDeadline } from '../../rules/deadlines.ts';
import { localDate } from '../../rules/local-day.ts';
import { dueAt } from '../../rules/working-time.ts';
import type { WardTx } from '../../store/database.ts';
import { refusal } from './cases.errors.ts';
import { loadCategory, loadRoutingRules } from './desk.repo.ts';
import { type CaseDesk, loadClockwork } from './desk.ts';
import { loadOffice } from './people.repo.ts';

/** Where a case like this would go today, and why, rule by rule. */
export async function explainRoute(
  tx: WardTx,
  desk: Pick<CaseDesk, 'deadlines'>,
  { category, neighbourhoodId, text, at }: z.infer<typeof RouteQuestion> & { readonly at: number },
): Promise<z.infer<typeof RouteExplanation>> {
  const known = await loadCategory(tx, category);
  if (!known) throw refusal('unknown_category');
  const on = localDate(at);
  const explained = explainRouting(await loadRoutingRules(tx), { category, neighbourhoodId, text, on });
  const chosen = known.chairOnly ? undefined : explained.find((rule) => rule.chosen);
  const isOutside = chosen && (await loadOffice(tx, chosen.rule.officeId))?.kind === 'external';
  const { deadlines, officeHours } = await loadClockwork(tx, desk);
  const limit = pickDeadline(deadlines, { kind: 'feedback', category, urgent: false, step: 'answer', on });
  return {
    officeId: isOutside ? null : (chosen?.rule.officeId ?? null),
    proposedOfficeId: isOutside ? chosen.rule.officeId : null,
    chairOnly: known.chairOnly,
    deadline: limit
      ? { dueAt: dueAt(officeHours, at, limit.duration), legalBasis: limit.legalBasis, ...limit.duration }
      : null,
    rules: explained.map(({ rule, why, whyNot, matched, chosen: isFirst }) => ({
      ruleId: rule.id,
      officeId: rule.officeId,
      matched,
      chosen: isFirst && !known.chairOnly,
      why: [...why],
      whyNot: [...whyNot],
    })),
  };
}
