import type { RoleGrant } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';
import { grantsColumn } from './sessions.repo.ts';
import { tellOfStaff } from './staff-line.ts';

interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly grants: readonly RoleGrant[];
}

/** Returns the new id, or null when the e-mail address is taken, in whichever ward. */
export async function insertStaff(tx: WardTx, person: NewPerson): Promise<number | null> {
  const { email, name, passwordHash, mustChangePassword, grants } = person;
  const [row] = await tx.query<{ id: number }>(
    `insert into staff (ward_id, email, name, password_hash, must_change_password)
     values ($1, $2, $3, $4, $5) on conflict (email) do nothing returning id`,
    [tx.wardId, email.toLowerCase(), name, passwordHash, mustChangePassword],
  );
  if (row) await insertGrants(tx, row.id, grants);
  return row?.id ?? null;
}

async function insertGrants(tx: WardTx, id: number, grants: readonly RoleGrant[]): Promise<void> {
  await tx.query(
    `insert into staff_role (ward_id, staff_id, role, office_id, neighbourhood_id)
     select $1, $2, * from unnest($3::text[], $4::int[], $5::int[]) on conflict do nothing`,
    [
      tx.wardId,
      id,
      grants.map(({ role }) => role),
      grants.map(({ officeId }) => officeId),
      grants.map(({ neighbourhoodId }) => neighbourhoodId),
    ],
  );
}

export async function replaceGrants(tx: WardTx, id: number, grants: readonly RoleGrant[]): Promise<void> {
  await tx.query('delete from staff_role where staff_id = $1', [id]);
  await insertGrants(tx, id, grants);
  await tellOfStaff(tx, id);
}

/** Whether every office and neighbourhood is one of the ward’s own, and still open. */
export async function placesExist(tx: WardTx, grants: readonly RoleGrant[]): Promise<boolean> {
  const [row] = await tx.query<{ lacking: number }>(
    `select count(*)::int as lacking from unnest($1::int[], $2::int[]) as wanted (office, neighbourhood)
     where (office is not null
              and not exists (select from office where id = office and kind = 'internal' and closed_at is null))
        or (neighbourhood is not null
              and not exists (select from neighbourhood where id = neighbourhood and closed_at is null))`,
    [grants.map(({ officeId }) => officeId), grants.map(({ neighbourhoodId }) => neighbourhoodId)],
  );
  return row?.lacking === 0;
}

export async function countAdmins(tx: WardTx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(distinct s.id)::int as count from staff_role r join staff s on s.id = r.staff_id
     where role = 'admin' and disabled_at is null`,
  );
  return row?.count ?? 0;
}

export const renamePerson = (tx: WardTx, id: number, name: string): Promise<unknown> =>
  tx.query('update staff set name = $2 where id = $1', [id, name]);

/** Links that were made before stop working. */
export async function setDisabled(tx: WardTx, id: number, at: Date | null): Promise<void> {
  await tx.query('update staff set disabled_at = $2 where id = $1', [id, at]);
  await tx.query('delete from staff_token where staff_id = $1', [id]);
}

export interface PersonRow {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly RoleGrant[];
  readonly hasTotp: boolean;
  readonly disabled: boolean;
  readonly lockedUntil: Date | null;
  readonly lastSeenAt: Date | null;
}

export const listPeople = (tx: WardTx): Promise<PersonRow[]> =>
  tx.query<PersonRow & Record<string, unknown>>(
    `select id, email, name, ${grantsColumn} as grants, totp_confirmed_at is not null as "hasTotp",
       disabled_at is not null as disabled, case when locked_until > now() then locked_until end as "lockedUntil",
       (select max(last_seen_at) from staff_session where staff_id = s.id) as "lastSeenAt"
     from staff s order by disabled_at is not null, name collate "vi-x-icu", email`,
  );

/** The ids of an office and a neighbourhood by their codes; null where there is no such code. */
export async function findPlaces(
  tx: WardTx,
  {
    office,
    neighbourhood,
  }: { readonly office?: string | undefined; readonly neighbourhood?: string | undefined },
): Promise<{ officeId: number | null; neighbourhoodId: number | null }> {
  const [row] = await tx.query<{ officeId: number | null; neighbourhoodId: number | null }>(
    `select (select id from office where code = $1) as "officeId",
       (select id from neighbourhood where code = $2) as "neighbourhoodId"`,
    [office ?? null, neighbourhood ?? null],
  );
  return row ?? { officeId: null, neighbourhoodId: null };
}
