import type { Actor } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';
import { actsOf, type CaseAct } from './acts.ts';
import { type CaseFacts, changeCase, loadSeen, type NewValues } from './case-facts.repo.ts';
import { refusal } from './cases.errors.ts';
import { sightOf } from './visibility.ts';

/** One act of one person on a case as they saw it. */
export interface Act {
  readonly actor: Actor;
  readonly caseId: number;
  readonly version: number;
  readonly at: number;
}

/** The case, if this person sees it. */
export async function seen(tx: WardTx, actor: Actor, caseId: number): Promise<CaseFacts> {
  const facts = await loadSeen(tx, sightOf(actor), caseId);
  if (!facts) throw refusal('not_found');
  return facts;
}

/**
 * The case, if this person may do that with it now. Whoever looks at an old version hears that it has changed, not
 * that they may not.
 */
export async function admit(tx: WardTx, act: Act, what: CaseAct): Promise<CaseFacts> {
  const facts = await seen(tx, act.actor, act.caseId);
  if (facts.version !== act.version) throw refusal('case_changed');
  if (!actsOf(act.actor, facts).includes(what)) throw refusal('not_allowed_now');
  return facts;
}

/** Changes the case unless somebody did since it was looked at. */
export async function change(tx: WardTx, act: Omit<Act, 'actor'>, values: NewValues): Promise<void> {
  if (!(await changeCase(tx, act, values))) throw refusal('case_changed');
}
