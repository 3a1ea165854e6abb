import { ResetPassword } from '../../contracts/console/session.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../store/database.ts';
import { recordAct } from './audit.ts';
import { hashPassword, isWeakPassword } from './passwords.ts';
import { knownOf } from './session-view.ts';
import { deleteSessionsOf } from './sessions.repo.ts';
import { refusalToTry, type SignInLimiter } from './sign-in.limiter.ts';
import { refusal } from './staff.errors.ts';
import { setPassword } from './staff.repo.ts';
import { hashToken } from './staff-cookie.ts';
import { type StaffRoute, staffRoute } from './staff-route.ts';
import { findToken, takeToken } from './tokens.repo.ts';

interface ResetRoutesDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly limiter: SignInLimiter;
}

/** A new password by the link that an admin made. */
export const createResetRoutes = ({ db, clock, limiter }: ResetRoutesDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'POST',
    path: '/session/reset',
    summary: 'Đặt mật khẩu mới bằng đường dẫn dùng một lần do quản trị viên cấp',
    body: ResetPassword,
    async handle({ body: { token, next }, from }) {
      const waiting = await refusalToTry(limiter, from.ip);
      if (waiting) throw waiting;
      const now = clock.now();
      const found = await findToken(db, hashToken(token), { purpose: 'password', at: new Date(now) });
      if (!found) throw refusal('link_not_valid');
      const { wardId, staffId } = found;
      const { known } = await db.forWard(wardId, (tx) => knownOf(tx, staffId));
      if (isWeakPassword(next, known)) throw refusal('weak_password');
      const hash = await hashPassword(next);
      await db.forWard(wardId, async (tx) => {
        // Whoever comes second with the same link finds it gone.
        if (!(await takeToken(tx, staffId, hashToken(token)))) throw refusal('link_not_valid');
        await setPassword(tx, staffId, { hash, mustChange: false });
        const ended = await deleteSessionsOf(tx, staffId, null);
        const facts = { sessionsEnded: ended };
        const target = `staff ${staffId}`;
        await recordAct(tx, { staffId, at: now, action: 'staff.password_reset', target, facts });
      });
    },
  }),
];
