import { Absence, Session } from '../../contracts/console/session.ts';
import type { WardTx } from '../../store/database.ts';
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
        if (!isSound || !(await isAtWork(tx, body.deputyId))) throw refusal('bad_absence');
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

async function isAtWork(tx: WardTx, staffId: number): Promise<boolean> {
  const person = await loadPerson(tx, staffId);
  return person !== undefined && !person.disabled;
}
