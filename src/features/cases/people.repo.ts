import type { RoleGrant } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';

/** A member of staff who may be given a case. */
export interface Person {
  readonly id: number;
  readonly grants: readonly RoleGrant[];
  readonly away: boolean;
  /** Who stands in for them now; null = they are here, or nobody does. */
  readonly deputyId: number | null;
}

/** Those of them who still work here. */
export async function loadPeople(tx: WardTx, ids: readonly number[], at: number): Promise<Person[]> {
  return tx.query<Person & Record<string, unknown>>(
    `select s.id, d.id as "deputyId", coalesce(s.away_from <= $3 and s.away_until > $3, false) as away,
            coalesce((select json_agg(json_build_object('role', r.role, 'officeId', r.office_id,
                        'neighbourhoodId', r.neighbourhood_id))
                      from staff_role r where r.staff_id = s.id), '[]') as grants
     from staff s left join staff d on d.id = s.deputy_id and d.ward_id = s.ward_id and d.disabled_at is null
       and s.away_from <= $3 and s.away_until > $3
     where s.ward_id = $1 and s.disabled_at is null and s.id = any($2::int[])`,
    [tx.wardId, ids, new Date(at)],
  );
}

/** Everybody who works here, by name. */
export function loadStaff(
  tx: WardTx,
): Promise<{ readonly id: number; readonly name: string; readonly grants: readonly RoleGrant[] }[]> {
  return tx.query(
    `select s.id, coalesce(nullif(s.name, ''), s.email) as name,
            coalesce((select json_agg(json_build_object('role', r.role, 'officeId', r.office_id,
                        'neighbourhoodId', r.neighbourhood_id))
                      from staff_role r where r.staff_id = s.id), '[]') as grants
     from staff s where s.ward_id = $1 and s.disabled_at is null order by name, s.id`,
    [tx.wardId],
  );
}

/** The lead of an office who is at work now, else a dispatcher, else the chair. */
export async function findStandIn(
  tx: WardTx,
  officeId: number | null,
  at: number,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select s.id from staff s join staff_role r on r.staff_id = s.id
     where s.ward_id = $1 and s.disabled_at is null and (s.away_from <= $3 and s.away_until > $3) is not true
       and (r.role in ('dispatcher', 'approver') or (r.role = 'lead' and r.office_id = $2))
     order by case r.role when 'lead' then 0 when 'dispatcher' then 1 else 2 end, s.id limit 1`,
    [tx.wardId, officeId, new Date(at)],
  );
  return row?.id;
}

export interface Office {
  readonly id: number;
  readonly name: string;
  readonly kind: 'internal' | 'external';
  readonly phone: string | null;
  readonly address: string | null;
  readonly website: string | null;
}

export async function loadOffice(tx: WardTx, id: number): Promise<Office | undefined> {
  const [row] = await tx.query<Office & Record<string, unknown>>(
    'select id, name, kind, phone, address, website from office where ward_id = $1 and id = $2 and closed_at is null',
    [tx.wardId, id],
  );
  return row;
}
