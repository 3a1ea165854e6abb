import { randomBytes } from 'node:crypto';
import type { WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import { hashPassword } from './passwords.ts';
import { countStaff, insertStaff } from './staff.repo.ts';

/** The first admin's credentials, told once: the password is stored as an argon2 hash only. */
export interface FirstAdmin {
  readonly email: string;
  /** Absent when the operator chose it. */
  readonly oneTimePassword?: string;
}

/** Makes the first admin of a fresh installation; null when there are staff already. */
export async function createFirstAdmin(
  db: Database,
  wardId: WardId,
  chosen: { email: string; password?: string },
): Promise<FirstAdmin | null> {
  if ((await countStaff(db)) > 0) return null;
  const password = chosen.password ?? randomBytes(9).toString('base64url');
  const made = await insertStaff(db, {
    wardId,
    email: chosen.email,
    name: '',
    passwordHash: await hashPassword(password),
    // One person must be able to begin at once: to set the ward up, to receive cases and to answer them.
    roles: [{ role: 'admin' }, { role: 'dispatcher' }, { role: 'approver' }],
    mustChangePassword: chosen.password === undefined,
  });
  if (made === null) return null;
  return chosen.password === undefined
    ? { email: chosen.email, oneTimePassword: password }
    : { email: chosen.email };
}
