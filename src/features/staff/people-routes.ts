import {
  NewStaffMember,
  ResetLink,
  StaffAdded,
  StaffChange,
  StaffList,
} from '../../contracts/console/admin.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { listPeople } from './people.repo.ts';
import { addPerson, changePerson, makeResetLink, resetAddress } from './people.ts';
import { idIn, type StaffCall, type StaffRoute, staffRoute } from './staff-route.ts';

interface PeopleRoutesDeps {
  readonly db: Database;
  readonly clock: Clock;
}

/** Who works here, and what each may do. */
export function createPeopleRoutes({ db, clock }: PeopleRoutesDeps): readonly StaffRoute[] {
  const by = ({ actor }: Pick<StaffCall, 'actor'>) => ({ staffId: actor.staffId, at: clock.now() });
  return [
    staffRoute({
      method: 'GET',
      path: '/admin/staff',
      summary: 'Cán bộ của phường và vai trò của từng người',
      answer: StaffList,
      handle: ({ actor }) => db.forWard(actor.wardId, showPeople),
    }),
    staffRoute({
      method: 'POST',
      path: '/admin/staff',
      summary: 'Thêm một cán bộ; trả về mật khẩu dùng một lần',
      body: NewStaffMember,
      answer: StaffAdded,
      handle: (call) => db.forWard(call.actor.wardId, (tx) => addPerson(tx, call.body, by(call))),
    }),
    staffRoute({
      method: 'PATCH',
      path: '/admin/staff/:id',
      summary: 'Đổi tên, vai trò của một cán bộ; khóa, mở tài khoản; gỡ ứng dụng xác thực',
      body: StaffChange,
      answer: StaffList,
      handle: (call) =>
        db.forWard(call.actor.wardId, async (tx) => {
          await changePerson(tx, idIn(call.params), call.body, by(call));
          return showPeople(tx);
        }),
    }),
    staffRoute({
      method: 'POST',
      path: '/staff/:id/reset-link',
      summary: 'Tạo đường dẫn đặt lại mật khẩu cho một cán bộ, dùng một lần trong 24 giờ',
      answer: ResetLink,
      handle: (call) =>
        db.forWard(call.actor.wardId, async (tx) => {
          const { token, expiresAt } = await makeResetLink(tx, idIn(call.params), by(call));
          return { url: resetAddress(call.from.base, token), expiresAt };
        }),
    }),
  ];
}

async function showPeople(tx: WardTx) {
  const staff = (await listPeople(tx)).map((person) => ({
    ...person,
    lockedUntil: person.lockedUntil?.getTime() ?? null,
    lastSeenAt: person.lastSeenAt?.getTime() ?? null,
  }));
  return { staff };
}
