import { PasswordAgain, Session, TotpCode, TotpOffer } from '../../contracts/console/session.ts';
import { recordAct } from './audit.ts';
import { verifyPassword } from './passwords.ts';
import type { SessionRoutesDeps } from './session-deps.ts';
import { personOf, showSession } from './session-view.ts';
import { refusal } from './staff.errors.ts';
import { loadWardName } from './staff.repo.ts';
import { type StaffRoute, staffRoute } from './staff-route.ts';
import { confirmTotp, offerTotp, removeTotp, takeStep } from './totp.repo.ts';
import { newTotp, stepOfCode } from './totp.ts';

/** Setting one's authenticator app up, and taking it off again. */
export const createTotpRoutes = (deps: SessionRoutesDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'POST',
    path: '/session/totp',
    summary: 'Xin khóa cho ứng dụng xác thực, dạng chữ và mã QR; có hiệu lực sau khi xác nhận bằng một mã',
    answer: TotpOffer,
    handle: ({ actor }) =>
      deps.db.forWard(actor.wardId, async (tx) => {
        const { email } = await personOf(tx, actor.staffId);
        const ward = await loadWardName(tx);
        const { secret, qrSvg, sealed } = await newTotp(deps.seal, { email, ward: ward.name });
        if (!(await offerTotp(tx, actor.staffId, sealed))) throw refusal('totp_is_on');
        return { secret, qrSvg };
      }),
  }),
  confirm(deps),
  turnOff(deps),
];

const confirm = ({ db, seal, clock, totp }: SessionRoutesDeps): StaffRoute =>
  staffRoute({
    method: 'PUT',
    path: '/session/totp',
    summary: 'Xác nhận ứng dụng xác thực bằng một mã của nó',
    body: TotpCode,
    answer: Session,
    handle: ({ actor, body: { code } }) =>
      db.forWard(actor.wardId, async (tx) => {
        const now = clock.now();
        const { totpSealed, hasTotp } = await personOf(tx, actor.staffId);
        if (hasTotp) throw refusal('totp_is_on');
        const step = totpSealed === null ? null : stepOfCode(seal, totpSealed, { code, now });
        if (step === null || !(await takeStep(tx, actor.staffId, step))) throw refusal('totp_code_refused');
        await confirmTotp(tx, actor.staffId, new Date(now));
        const act = { staffId: actor.staffId, at: now, target: `staff ${actor.staffId}` };
        await recordAct(tx, { ...act, action: 'staff.totp_on', facts: {} });
        return showSession(tx, actor.staffId, totp);
      }),
  });

const turnOff = ({ db, clock, totp }: SessionRoutesDeps): StaffRoute =>
  staffRoute({
    method: 'DELETE',
    path: '/session/totp',
    summary: 'Tắt ứng dụng xác thực; cần mật khẩu',
    body: PasswordAgain,
    answer: Session,
    async handle({ actor, body: { password } }) {
      const person = await db.forWard(actor.wardId, (tx) => personOf(tx, actor.staffId));
      if (!(await verifyPassword(person.passwordHash, password))) throw refusal('wrong_password');
      return db.forWard(actor.wardId, async (tx) => {
        await removeTotp(tx, actor.staffId);
        const act = { staffId: actor.staffId, at: clock.now(), target: `staff ${actor.staffId}` };
        await recordAct(tx, { ...act, action: 'staff.totp_off', facts: {} });
        return showSession(tx, actor.staffId, totp);
      });
    },
  });
