import {
  CaseDetail,
  Filed,
  NewCase,
  RouteExplanation,
  RouteQuestion,
  SimilarCases,
} from '../../contracts/console/case.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import { seen } from './admit.ts';
import { readCase } from './case-detail.ts';
import { caseIdOf } from './case-id.ts';
import type { CaseRoutesDeps } from './desk.ts';
import { fileForSomebody } from './file-for-somebody.ts';
import { explainRoute } from './route-question.ts';
import { similarTo } from './similar-to-case.ts';
import { sightOf } from './visibility.ts';

/** One case, new cases, and where a case would go. */
export function createPageRoutes(deps: CaseRoutesDeps): readonly StaffRoute[] {
  const { db, now } = deps;
  return [
    staffRoute({
      method: 'POST',
      path: '/cases',
      summary: 'Ghi nhận phản ánh thay cho người dân',
      body: NewCase,
      answer: Filed,
      handle: ({ actor, body }) =>
        db.forWard(actor.wardId, (tx) => fileForSomebody(tx, deps, { actor, wish: body })),
    }),
    staffRoute({
      method: 'POST',
      path: '/cases/route',
      summary: 'Thử xem một phản ánh sẽ được chuyển đến đâu',
      body: RouteQuestion,
      answer: RouteExplanation,
      handle: ({ actor, body }) =>
        db.forWard(actor.wardId, (tx) => explainRoute(tx, deps, { ...body, at: now() })),
    }),
    staffRoute({
      method: 'GET',
      path: '/cases/:id',
      summary: 'Một phản ánh với lịch sử, trả lời và việc có thể làm',
      answer: CaseDetail,
      handle: ({ actor, params }) =>
        db.forWard(actor.wardId, (tx) => readCase(tx, deps, { actor, caseId: caseIdOf(params) })),
    }),
    staffRoute({
      method: 'GET',
      path: '/cases/:id/similar',
      summary: 'Phản ánh có thể trùng',
      answer: SimilarCases,
      handle: ({ actor, params }) =>
        db.forWard(actor.wardId, async (tx) => {
          const { id } = await seen(tx, actor, caseIdOf(params));
          return { cases: await similarTo(tx, sightOf(actor), id) };
        }),
    }),
  ];
}
