import { Absence, Session } from '../../contracts/console/session.ts';
import type { RoleGrant } from '../../core/actor.ts';
import type { SessionRoutesDeps } from './session-deps.ts';
import { showSession } from './session-view.ts';
import { refusal } from './staff.errors.ts';
import { loadPerson, setAbsence } from './staff.repo.ts';
import { type StaffRoute, staffRoute } from './staff-route.ts';

/** Being away, and who stands in. */
export const createAbsenceRoutes = ({ db, totp, clock }: SessionRoutesDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'PUT',
    path: '/session/absence',
    summary: 'Báo vắng mặt và người trực thay',
    body: Absence,
    answer: Session,
    handle: ({ actor, body }) =>
      db.forWard(actor.wardId, async (tx) => {
        const isSound = body.from < body.until && body.until > clock.now() && body.deputyId !== actor.staffId;
        const deputy = isSound ? await loadPerson(tx, body.deputyId) : undefined;
        if (!deputy || deputy.disabled) throw refusal('bad_absence');
        if (!fits(actor.grants, deputy.grants)) throw refusal('unfit_deputy');
        await setAbsence(tx, actor.staffId, body);
        return showSession(tx, actor.staffId, totp);
      }),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/session/absence',
    summary: 'Đã trở lại làm việc',
    answer: Session,
    handle: ({ actor }) =>
      db.forWard(actor.wardId, async (tx) => {
        await setAbsence(tx, actor.staffId, null);
        return showSession(tx, actor.staffId, totp);
      }),
  }),
];

/** Of the same office or neighbourhood, or with a role that sees the cases of all of them. */
function fits(absent: readonly RoleGrant[], deputy: readonly RoleGrant[]): boolean {
  const places = absent.filter(
    ({ officeId, neighbourhoodId }) => officeId !== null || neighbourhoodId !== null,
  );
  return (
    places.length === 0 ||
    deputy.some(
      ({ role, officeId, neighbourhoodId }) =>
        role === 'dispatcher' ||
        role === 'approver' ||
        places.some((own) => own.officeId === officeId && own.neighbourhoodId === neighbourhoodId),
    )
  );
}
