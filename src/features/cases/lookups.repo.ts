import type { Lookups } from '../../contracts/console/lookups.ts';
import type { WardTx } from '../../store/database.ts';

/** What menus are made of; what has been closed is left out. */
export async function loadLookups(tx: WardTx, now: number): Promise<Omit<Lookups, 'daysOff'>> {
  const [row] = await tx.query<Lookups & Record<string, unknown>>(
    `select
       ${list('id, code, name, kind', 'office where ward_id = $1 and closed_at is null', 'kind desc, name collate "vi-x-icu"')} as offices,
       ${list('id, code, name', 'neighbourhood where ward_id = $1 and closed_at is null', 'name collate "vi-x-icu"')} as neighbourhoods,
       ${list(
         `code, name_vi as vi, name_en as en, chair_only as "chairOnly", needs_approval as "needsApproval", sort`,
         'case_category where ward_id = $1 and closed_at is null',
         'sort, name_vi collate "vi-x-icu", code',
       )} as categories,
       ${list(
         `id, coalesce(nullif(name, ''), email) as name, coalesce(away_from <= $2 and away_until > $2, false) as away,
          coalesce((select json_agg(distinct r.office_id) from staff_role r
                    where r.staff_id = staff.id and r.office_id is not null), '[]') as "officeIds"`,
         'staff where ward_id = $1 and disabled_at is null',
         `coalesce(nullif(name, ''), email) collate "vi-x-icu"`,
       )} as staff,
       ${list(
         'id, category, title, body',
         'answer_template where ward_id = $1 and closed_at is null',
         'title collate "vi-x-icu"',
       )} as templates`,
    [tx.wardId, new Date(now)],
  );
  if (!row) throw new Error('The lookups gave no row');
  return row;
}

const list = (columns: string, from: string, order: string): string =>
  `coalesce((select json_agg(line) from (select ${columns} from ${from} order by ${order}) line), '[]')`;
