import type { z } from 'zod';
import { Changed } from '../../contracts/console/case.ts';
import type { AccountId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import type { Act } from './admit.ts';
import { changed } from './answer-case.ts';
import { caseIdOf } from './case-id.ts';
import type { CaseRoutesDeps } from './desk.ts';

/** Accounts that have something to send after the commit. */
type Due = readonly AccountId[];
type Work<Body> = (
  tx: WardTx,
  act: Act,
  body: Body,
  params: Readonly<Record<string, string>>,
) => Promise<Due>;

/**
 * Makes `POST /cases/:id/<path>`: one transaction for the act, its history and its messages; answered with the
 * case as it is then, and only after the commit are senders told.
 */
export const runAct =
  (deps: CaseRoutesDeps) =>
  <Body extends { readonly version: number }>(
    path: string,
    summary: string,
    body: z.ZodType<Body>,
    work: Work<Body>,
  ): StaffRoute =>
    staffRoute({
      method: 'POST',
      path: `/cases/:id/${path}`,
      summary,
      body,
      answer: Changed,
      async handle({ actor, params, body: given }) {
        const caseId = caseIdOf(params);
        const act = { actor, caseId, version: given.version, at: deps.now() };
        const { due, state } = await deps.db.forWard(actor.wardId, async (tx) => ({
          due: await work(tx, act, given, params),
          state: await changed(tx, caseId),
        }));
        for (const account of due) deps.onDue(account);
        return state;
      },
    });
