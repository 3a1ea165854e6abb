import type { RoleGrant } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';

/** A member of staff who may be given a case. */
export interface Person {
  readonly id: number;
  readonly grants: readonly RoleGrant[];
  /** Who stands in for them now; null = they are here, or nobody does. */
  readonly deputyId: number | null;
}

/** Those of them who still work here. */
export async function loadPeople(tx: WardTx, ids: readonly number[], at: number): Promise<Person[]> {
  return tx.query<Person & Record<string, unknown>>(
    `select s.id, d.id as "deputyId",
            coalesce((select json_agg(json_build_object('role', r.role, 'officeId', r.office_id,
                        'neighbourhoodId', r.neighbourhood_id))
                      from staff_role r where r.staff_id = s.id), '[]') as grants
     from staff s left join staff d on d.id = s.deputy_id and d.ward_id = s.ward_id and d.disabled_at is null
       and s.away_from <= $3 and s.away_until > $3
     where s.ward_id = $1 and s.disabled_at is null and s.id = any($2::int[])`,
    [tx.wardId, ids, new Date(at)],
  );
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
