import type { StaffRole } from '../../core/case.ts';
import type { WardTx } from '../../store/database.ts';
import type { Place } from './visibility.ts';

export interface Holding extends Place {
  readonly withHead: boolean;
}

export async function loadHolding(tx: WardTx, caseId: number): Promise<Holding | undefined> {
  const [row] = await tx.query<Holding & Record<string, unknown>>(
    `select office_id as "officeId", neighbourhood_id as "neighbourhoodId", assignee_id as "assigneeId",
            chair_only as "chairOnly", with_head as "withHead"
     from citizen_case where id = $1`,
    [caseId],
  );
  return row;
}

/** Somebody by name, or everybody with a role (of an office or neighbourhood). */
export type Wanted =
  | { readonly staffIds: readonly number[] }
  | { readonly role: StaffRole; readonly officeId?: number; readonly neighbourhoodId?: number };

/** Who that is now: whoever is away is stood in for by their deputy; nobody where that one is away too. */
export async function findPeople(tx: WardTx, wanted: Wanted, at: number): Promise<number[]> {
  const byName = 'staffIds' in wanted;
  const rows = await tx.query<{ id: number }>(
    `select distinct coalesce(d.id, s.id) as id
     from staff s
     left join staff d on d.id = s.deputy_id and d.ward_id = s.ward_id and d.disabled_at is null
       and s.away_from <= $2 and s.away_until > $2
     where s.ward_id = $1 and s.disabled_at is null
       and (d.away_from <= $2 and d.away_until > $2) is not true
       and (s.id = any($3::int[]) or exists (
         select from staff_role r where r.staff_id = s.id and r.role = $4
           and ($5::int is null or r.office_id = $5) and ($6::int is null or r.neighbourhood_id = $6)))
     order by 1`,
    [
      tx.wardId,
      new Date(at),
      byName ? wanted.staffIds : [],
      byName ? null : wanted.role,
      byName ? null : (wanted.officeId ?? null),
      byName ? null : (wanted.neighbourhoodId ?? null),
    ],
  );
  return rows.map(({ id }) => id);
}

/** Does the office have a group that takes notices? */
export async function hasGroup(tx: WardTx, officeId: number): Promise<boolean> {
  const rows = await tx.query(
    `select from office where id = $1 and coalesce(notify->>'telegramChat', '') <> ''`,
    [officeId],
  );
  return rows.length > 0;
}

export interface NoticeRows {
  readonly occasion: string;
  readonly kind: string;
  readonly caseId: number | null;
  readonly facts: Readonly<Record<string, string | number | null>>;
  readonly staffIds: readonly number[];
  readonly officeIds: readonly number[];
}

/** One row for each person or office; the same occasion is told once. */
export async function insertNotices(tx: WardTx, notice: NoticeRows): Promise<void> {
  await tx.query(
    `insert into staff_notice (ward_id, occasion, kind, case_id, facts, staff_id, office_id, way)
     select $1::int, $2::text, $3::text, $4::bigint, $5::jsonb, person, null::int, 'email'
       from unnest($6::int[]) person
     union all select $1, $2, $3, $4, $5, null, office, 'telegram' from unnest($7::int[]) office
     on conflict do nothing`,
    [
      tx.wardId,
      notice.occasion,
      notice.kind,
      notice.caseId,
      JSON.stringify(notice.facts),
      notice.staffIds,
      notice.officeIds,
    ],
  );
}
