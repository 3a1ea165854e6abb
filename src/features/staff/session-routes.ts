import { ChangePassword, OwnSettings, Session, SignIn, SignInWays } from '../../contracts/console/session.ts';
import { createAbsenceRoutes } from './absence-routes.ts';
import { recordAct } from './audit.ts';
import { createDeviceRoutes } from './device-routes.ts';
import { hashPassword, isWeakPassword, verifyPassword } from './passwords.ts';
import { createResetRoutes } from './reset-routes.ts';
import type { SessionRoutesDeps } from './session-deps.ts';
import { knownOf, showSession } from './session-view.ts';
import { deleteSession, deleteSessionsOf } from './sessions.repo.ts';
import { longestMs } from './sessions.ts';
import { createSignInLimiter, type SignInLimiter } from './sign-in.limiter.ts';
import { signIn } from './sign-in.ts';
import { refusal } from './staff.errors.ts';
import { setOwn, setPassword } from './staff.repo.ts';
import { endedStaffCookie, staffCookie } from './staff-cookie.ts';
import { type StaffRoute, staffRoute } from './staff-route.ts';
import { createTotpRoutes } from './totp-routes.ts';

/** Signing in, and what everybody may change about themselves. */
export function createSessionRoutes(deps: SessionRoutesDeps): readonly StaffRoute[] {
  const limiter = createSignInLimiter();
  return [
    staffRoute({
      method: 'GET',
      path: '/sign-in-ways',
      summary: 'Các cách đăng nhập ở đây',
      answer: SignInWays,
      handle: async () => ({ password: true, oidc: deps.oidc }),
    }),
    enter(deps, limiter),
    staffRoute({
      method: 'GET',
      path: '/session',
      summary: 'Ai đang đăng nhập, có vai trò gì, còn việc gì phải làm trước',
      answer: Session,
      handle: ({ actor }) => deps.db.forWard(actor.wardId, (tx) => showSession(tx, actor.staffId, deps.totp)),
    }),
    leave(deps),
    changeOwn(deps),
    changePassword(deps),
    ...createResetRoutes({ ...deps, limiter }),
    ...createTotpRoutes(deps),
    ...createAbsenceRoutes(deps),
    ...createDeviceRoutes(deps),
  ];
}

const enter = (deps: SessionRoutesDeps, limiter: SignInLimiter): StaffRoute =>
  staffRoute({
    method: 'POST',
    path: '/session',
    summary: 'Đăng nhập bằng thư điện tử và mật khẩu; trả lời code_needed khi cần mã của ứng dụng xác thực',
    body: SignIn,
    answer: Session,
    async handle({ body, from, session, actor, request, response }) {
      const now = deps.clock.now();
      const visitor = { ip: from.ip, userAgent: request.headers['user-agent'], now };
      const begun = await signIn({ ...deps, limiter }, body, visitor);
      if (session) await deps.db.forWard(actor.wardId, (tx) => deleteSession(tx, session));
      response.setHeader('Set-Cookie', staffCookie(begun.token, longestMs, from.secure));
      return deps.db.forWard(begun.wardId, (tx) => showSession(tx, begun.staffId, deps.totp));
    },
  });

const leave = ({ db }: SessionRoutesDeps): StaffRoute =>
  staffRoute({
    method: 'DELETE',
    path: '/session',
    summary: 'Đăng xuất khỏi trình duyệt này',
    async handle({ actor, session, from, response }) {
      if (session) await db.forWard(actor.wardId, (tx) => deleteSession(tx, session));
      response.setHeader('Set-Cookie', endedStaffCookie(from.secure));
    },
  });

const changeOwn = ({ db, totp }: SessionRoutesDeps): StaffRoute =>
  staffRoute({
    method: 'PATCH',
    path: '/session',
    summary: 'Đổi tên hiển thị, ngôn ngữ của mình',
    body: OwnSettings,
    answer: Session,
    handle: ({ actor, body: { name = null, language = null } }) =>
      db.forWard(actor.wardId, async (tx) => {
        await setOwn(tx, actor.staffId, { name, language });
        return showSession(tx, actor.staffId, totp);
      }),
  });

const changePassword = ({ db, clock, totp }: SessionRoutesDeps): StaffRoute =>
  staffRoute({
    method: 'POST',
    path: '/session/password',
    summary: 'Đổi mật khẩu của mình; các phiên khác kết thúc',
    body: ChangePassword,
    answer: Session,
    async handle({ actor, session, body: { current, next } }) {
      const { person, known } = await db.forWard(actor.wardId, (tx) => knownOf(tx, actor.staffId));
      if (!(await verifyPassword(person.passwordHash, current))) throw refusal('wrong_password');
      if (next === current || isWeakPassword(next, known)) throw refusal('weak_password');
      const hash = await hashPassword(next);
      return db.forWard(actor.wardId, async (tx) => {
        await setPassword(tx, actor.staffId, { hash, mustChange: false });
        const ended = await deleteSessionsOf(tx, actor.staffId, session);
        const act = { staffId: actor.staffId, at: clock.now(), target: `staff ${actor.staffId}` };
        await recordAct(tx, { ...act, action: 'staff.password_changed', facts: { sessionsEnded: ended } });
        return showSession(tx, actor.staffId, totp);
      });
    },
  });
