import { DeviceList } from '../../contracts/console/session.ts';
import { recordAct } from './audit.ts';
import type { SessionRoutesDeps } from './session-deps.ts';
import { deleteDevice, listDevices } from './sessions.repo.ts';
import { aliveAt } from './sessions.ts';
import { refusal } from './staff.errors.ts';
import { type StaffRoute, staffRoute } from './staff-route.ts';

/** The browsers that are signed in under one's name, and ending one of them. */
export const createDeviceRoutes = ({ db, clock }: SessionRoutesDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/session/devices',
    summary: 'Các trình duyệt đang đăng nhập bằng tài khoản của mình',
    answer: DeviceList,
    async handle({ actor, session }) {
      const rows = await db.forWard(actor.wardId, (tx) =>
        listDevices(tx, actor.staffId, aliveAt(clock.now())),
      );
      return {
        devices: rows.map(({ id, device, lastSeenAt }) => ({
          id,
          device,
          lastSeenAt: lastSeenAt.getTime(),
          current: id === session,
        })),
      };
    },
  }),
  staffRoute({
    method: 'DELETE',
    path: '/session/devices/:id',
    summary: 'Kết thúc phiên trên một trình duyệt khác',
    handle: ({ actor, params: { id = '' } }) =>
      db.forWard(actor.wardId, async (tx) => {
        if (!(await deleteDevice(tx, actor.staffId, id))) throw refusal('not_found');
        const act = { staffId: actor.staffId, at: clock.now(), target: `staff ${actor.staffId}` };
        await recordAct(tx, { ...act, action: 'staff.session_ended', facts: {} });
      }),
  }),
];
