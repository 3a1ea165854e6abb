import { randomBytes } from 'node:crypto';
import type { StaffChange } from '../../contracts/console/admin.ts';
import type { RoleGrant } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';
import { lockChain } from './audit.repo.ts';
import { recordAct } from './audit.ts';
import { hashPassword } from './passwords.ts';
import {
  countAdmins,
  insertStaff,
  placesExist,
  renamePerson,
  replaceGrants,
  setDisabled,
} from './people.repo.ts';
import { deleteSessionsOf } from './sessions.repo.ts';
import { refusal } from './staff.errors.ts';
import { loadPerson } from './staff.repo.ts';
import { hashToken, newToken } from './staff-cookie.ts';
import { insertToken } from './tokens.repo.ts';
import { removeTotp } from './totp.repo.ts';

/** Who changes something, and when; `staffId` null = the operator at the command line. */
export interface By {
  readonly staffId: number | null;
  readonly at: number;
}

const linkMs = 24 * 3_600_000;

/** Somebody new, with a password to be told once. */
export async function addPerson(
  tx: WardTx,
  person: { readonly email: string; readonly name: string; readonly grants: readonly RoleGrant[] },
  by: By,
): Promise<{ id: number; oneTimePassword: string }> {
  await checkPlaces(tx, person.grants);
  const oneTimePassword = randomBytes(12).toString('base64url');
  const id = await insertStaff(tx, {
    ...person,
    passwordHash: await hashPassword(oneTimePassword),
    mustChangePassword: true,
  });
  if (id === null) throw refusal('email_taken');
  const facts = { grants: person.grants.map(grantWord) };
  await recordAct(tx, { ...by, action: 'staff.added', target: `staff ${id}`, facts });
  return { id, oneTimePassword };
}

/** Changes what is given; the ward always keeps somebody who may administer it. */
export async function changePerson(tx: WardTx, id: number, change: StaffChange, by: By): Promise<void> {
  // Two admins who take the role from each other at the same time come one after the other.
  await lockChain(tx);
  const person = await loadPerson(tx, id);
  if (!person) throw refusal('not_found');
  const told = (action: string, facts = {}) =>
    recordAct(tx, { ...by, action: `staff.${action}`, target: `staff ${id}`, facts });
  if (change.name !== undefined && change.name !== person.name) {
    await renamePerson(tx, id, change.name);
    await told('renamed');
  }
  if (change.grants) {
    await checkPlaces(tx, change.grants);
    await replaceGrants(tx, id, change.grants);
    await told('roles_changed', { from: person.grants.map(grantWord), to: change.grants.map(grantWord) });
  }
  if (change.disabled !== undefined && change.disabled !== person.disabled) {
    await setDisabled(tx, id, change.disabled ? new Date(by.at) : null);
    const sessionsEnded = change.disabled ? await deleteSessionsOf(tx, id, null) : 0;
    await told(change.disabled ? 'disabled' : 'enabled', { sessionsEnded });
  }
  if (change.hasTotp === false && person.hasTotp) {
    await removeTotp(tx, id);
    await told('totp_removed');
  }
  const mayLose = change.grants !== undefined || change.disabled === true;
  if (mayLose && (await countAdmins(tx)) === 0) throw refusal('last_admin');
}

const grantWord = ({ role, officeId, neighbourhoodId }: RoleGrant): string =>
  [role, officeId ?? neighbourhoodId].filter((part) => part !== null).join(':');

async function checkPlaces(tx: WardTx, grants: readonly RoleGrant[]): Promise<void> {
  if (!(await placesExist(tx, grants))) throw refusal('unknown_place');
}

/** The token of a link with which that person sets a new password; an earlier link stops working. */
export async function makeResetLink(
  tx: WardTx,
  id: number,
  by: By,
): Promise<{ token: string; expiresAt: number }> {
  const person = await loadPerson(tx, id);
  if (!person || person.disabled) throw refusal('not_found');
  const [token, expiresAt] = [newToken(), by.at + linkMs];
  await insertToken(tx, {
    tokenHash: hashToken(token),
    staffId: id,
    purpose: 'password',
    at: new Date(by.at),
    expiresAt: new Date(expiresAt),
  });
  await recordAct(tx, { ...by, action: 'staff.reset_link', target: `staff ${id}`, facts: { expiresAt } });
  return { token, expiresAt };
}

/** The token stands behind the `#`: it reaches no server's log. */
export const resetAddress = (base: string, token: string): string => `${base}/console/reset#${token}`;
