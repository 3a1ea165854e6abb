import type { WardTx } from '../../store/database.ts';

/**
 * Compare-and-set: true for the one whose update found the case without an owner. It stays with the neighbourhood
 * only when its head takes it.
 */
export async function claimRow(
  tx: WardTx,
  { caseId, staffId, at }: { readonly caseId: number; readonly staffId: number; readonly at: number },
): Promise<boolean> {
  const rows = await tx.query(
    `update citizen_case c set assignee_id = $2, state = 'in_progress', version = version + 1, changed_at = $3,
       with_head = c.with_head and exists (
         select from staff_role r where r.staff_id = $2 and r.role = 'head'
           and r.neighbourhood_id = c.neighbourhood_id)
     where id = $1 and assignee_id is null and state = 'new' returning id`,
    [caseId, staffId, new Date(at)],
  );
  return rows.length > 0;
}

export interface Holder {
  readonly id: number;
  readonly name: string;
}

/** Who has an open case. */
export async function loadHolder(tx: WardTx, caseId: number): Promise<Holder | undefined> {
  const [row] = await tx.query<Holder & Record<string, unknown>>(
    `select s.id, coalesce(nullif(s.name, ''), s.email) as name
     from citizen_case c join staff s on s.id = c.assignee_id
     where c.id = $1 and c.state in ('new', 'in_progress', 'waiting')`,
    [caseId],
  );
  return row;
}
