import {
  AssignPetition,
  HandlePetition,
  PetitionDetail,
  PetitionList,
} from '../../contracts/console/petitions.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import { caseIdOf } from './case-id.ts';
import type { CaseRoutesDeps } from './desk.ts';
import { listPetitions } from './petitions.repo.ts';
import { assignTo, markHandled, openPetition, readerOf, shownPetition } from './petitions.ts';

/** Complaints and denunciations whose authors want to be called. */
export function createPetitionRoutes({ db, seal, now }: CaseRoutesDeps): readonly StaffRoute[] {
  return [
    staffRoute({
      method: 'GET',
      path: '/petitions',
      summary: 'Người cần gọi lại về khiếu nại, tố cáo',
      answer: PetitionList,
      handle: ({ actor }) =>
        db.forWard(actor.wardId, async (tx) => {
          const lines = await listPetitions(tx, readerOf(actor));
          return { petitions: lines.map(({ contactSealed: _sealed, ...line }) => line) };
        }),
    }),
    staffRoute({
      method: 'GET',
      path: '/petitions/:id',
      summary: 'Một yêu cầu gọi lại, có cách liên hệ',
      answer: PetitionDetail,
      handle: ({ actor, params }) =>
        db.forWard(actor.wardId, async (tx) =>
          shownPetition(seal, await openPetition(tx, actor, caseIdOf(params), now())),
        ),
    }),
    staffRoute({
      method: 'POST',
      path: '/petitions/:id/assign',
      summary: 'Giao người gọi lại',
      body: AssignPetition,
      handle: ({ actor, params, body }) =>
        db.forWard(actor.wardId, (tx) =>
          assignTo(tx, actor, { id: caseIdOf(params), staffId: body.staffId, at: now() }),
        ),
    }),
    staffRoute({
      method: 'POST',
      path: '/petitions/:id/handled',
      summary: 'Đã gọi lại',
      body: HandlePetition,
      handle: ({ actor, params }) =>
        db.forWard(actor.wardId, (tx) => markHandled(tx, actor, caseIdOf(params), now())),
    }),
  ];
}
