import { randomBytes } from 'node:crypto';
import type { WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import { hashPassword } from './passwords.ts';
import { insertStaff } from './people.repo.ts';
import { countStaff } from './staff.repo.ts';

/** The first admin's credentials, told once: the password is stored as an argon2 hash only. */
export interface FirstAdmin {
  readonly email: string;
  /** Absent when the operator chose it. */
  readonly oneTimePassword?: string;
}

/** One person must be able to begin at once: to set the ward up, to receive cases and to answer them. */
const firstGrants = (['admin', 'dispatcher', 'approver'] as const).map((role) => ({
  role,
  officeId: null,
  neighbourhoodId: null,
}));

/** Makes the first admin of a fresh installation; null when there are staff already. */
export async function createFirstAdmin(
  db: Database,
  wardId: WardId,
  chosen: { email: string; password?: string },
): Promise<FirstAdmin | null> {
  if ((await countStaff(db)) > 0) return null;
  const password = chosen.password ?? randomBytes(9).toString('base64url');
  const passwordHash = await hashPassword(password);
  const mustChangePassword = chosen.password === undefined;
  const person = {
    email: chosen.email,
    name: 'Quản trị viên',
    passwordHash,
    mustChangePassword,
    grants: firstGrants,
  };
  const made = await db.forWard(wardId, (tx) => insertStaff(tx, person));
  if (made === null) return null;
  return chosen.password === undefined
    ? { email: chosen.email, oneTimePassword: password }
    : { email: chosen.email };
}
