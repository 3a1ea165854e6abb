import type { Session } from '../../contracts/console/session.ts';
import type { WardTx } from '../../store/database.ts';
import type { KnownOf } from './passwords.ts';
import { refusal } from './staff.errors.ts';
import { loadPerson, loadWardName, type Person } from './staff.repo.ts';
import { needsTotp, type TotpPolicy } from './totp.ts';

type Duty = Session['mustDo'][number];

/** What stands between a person and their work, in the order in which it is to be done. */
export function dutiesOf(
  person: Pick<Person, 'mustChangePassword' | 'hasTotp' | 'grants'>,
  policy: TotpPolicy,
): Duty[] {
  const duties: Duty[] = [];
  if (person.mustChangePassword) duties.push('change_password');
  if (!person.hasTotp && needsTotp(policy, person.grants)) duties.push('set_up_totp');
  return duties;
}

export async function personOf(tx: WardTx, staffId: number): Promise<Person> {
  const person = await loadPerson(tx, staffId);
  if (!person) throw refusal('no_session');
  return person;
}

/** Somebody who sets a password, and what may not be part of it. */
export async function knownOf(tx: WardTx, staffId: number): Promise<{ person: Person; known: KnownOf }> {
  const person = await personOf(tx, staffId);
  return { person, known: { email: person.email, ward: (await loadWardName(tx)).name } };
}

/** Who is signed in, as the console shows it. */
export async function showSession(tx: WardTx, staffId: number, policy: TotpPolicy): Promise<Session> {
  const person = await personOf(tx, staffId);
  const { id, name, email, language, grants, hasTotp, awayFrom, awayUntil, deputyId } = person;
  return {
    staff: { id, name, email, language },
    ward: await loadWardName(tx),
    grants: [...grants],
    mustDo: dutiesOf(person, policy),
    hasTotp,
    absence:
      awayFrom && awayUntil && deputyId
        ? { from: awayFrom.getTime(), until: awayUntil.getTime(), deputyId }
        : null,
  };
}
