import { DateTime } from 'luxon';
import type { SignIn } from '../../contracts/console/session.ts';
import type { WardId } from '../../core/ids.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database } from '../../store/database.ts';
import { beginAttempt, forgetAttempts, lockMs, mostFailures, takeBackAttempt } from './attempts.repo.ts';
import { recordAct } from './audit.ts';
import { verifyPassword } from './passwords.ts';
import { beginSession } from './sessions.ts';
import { refusalToTry, type SignInLimiter } from './sign-in.limiter.ts';
import { refusal } from './staff.errors.ts';
import { type Credentials, findCredentials } from './staff.repo.ts';
import { takeStep } from './totp.repo.ts';
import { stepOfCode } from './totp.ts';

export interface SignInDeps {
  readonly db: Database;
  readonly seal: Seal;
  readonly limiter: SignInLimiter;
}

export interface Visitor {
  readonly ip: string;
  readonly userAgent: string | undefined;
  readonly now: number;
}

export interface Begun {
  /** For the browser alone. */
  readonly token: string;
  readonly staffId: number;
  readonly wardId: WardId;
}

/** Begins a session, or refuses without telling whether the account exists. */
export async function signIn(deps: SignInDeps, given: SignIn, visitor: Visitor): Promise<Begun> {
  const waiting = await refusalToTry(deps.limiter, visitor.ip);
  if (waiting) throw waiting;
  const person = await findCredentials(deps.db, given.email);
  if (!person || person.disabled) {
    await verifyPassword(undefined, given.password);
    const lockedMs = await deps.limiter.takeUnknown(given.email);
    throw lockedMs > 0 ? locked(visitor.now + lockedMs) : refusal('wrong_credentials');
  }
  const attempt = await beginOrRefuse(deps, person, visitor.now);
  const isRight = await verifyPassword(person.passwordHash, given.password);
  const fault = isRight
    ? await codeFault(deps, person, { code: given.code, now: visitor.now })
    : 'wrong_credentials';
  if (fault) {
    if (fault !== 'code_needed') await noteFailure(deps, person, { failures: attempt, now: visitor.now });
    throw refusal(fault);
  }
  const { id: staffId, wardId } = person;
  const token = await deps.db.forWard(wardId, async (tx) => {
    await forgetAttempts(tx, staffId);
    return beginSession(tx, staffId, visitor);
  });
  return { token, staffId, wardId };
}

async function beginOrRefuse({ db }: SignInDeps, { id, wardId }: Credentials, now: number): Promise<number> {
  const attempt = await db.forWard(wardId, (tx) => beginAttempt(tx, id, now));
  if ('lockedUntil' in attempt) throw locked(attempt.lockedUntil);
  return attempt.failures;
}

async function noteFailure(
  { db }: SignInDeps,
  { id, wardId }: Credentials,
  { failures, now }: { readonly failures: number; readonly now: number },
): Promise<void> {
  if (failures < mostFailures) return;
  const facts = { failures, until: now + lockMs };
  await db.forWard(wardId, (tx) =>
    recordAct(tx, { staffId: null, at: now, action: 'staff.locked', target: `staff ${id}`, facts }),
  );
}

const locked = (until: number) =>
  refusal('locked', {
    until,
    time: DateTime.fromMillis(until, { zone: 'Asia/Ho_Chi_Minh' }).toFormat('HH:mm'),
  });

async function codeFault(
  { db, seal }: SignInDeps,
  { id, wardId, totpSealed }: Credentials,
  { code, now }: { readonly code: string | undefined; readonly now: number },
): Promise<'code_needed' | 'wrong_code' | null> {
  if (totpSealed === null) return null;
  if (code === undefined) {
    await db.forWard(wardId, (tx) => takeBackAttempt(tx, id));
    return 'code_needed';
  }
  const step = stepOfCode(seal, totpSealed, { code, now });
  const isTaken = step !== null && (await db.forWard(wardId, (tx) => takeStep(tx, id, step)));
  return isTaken ? null : 'wrong_code';
}
