import type { WardTx } from '../../store/database.ts';
import { isPublic, millisOf } from './publication-sql.ts';

/** A question and its answer as everybody reads them. */
export interface Released {
  readonly caseId: number;
  readonly question: string;
  readonly answer: string;
  readonly category: string;
  readonly officeId: number | null;
  readonly askedOn: string;
  readonly answeredOn: string;
  readonly releasedAt: number;
}

export interface ReleasedQuery {
  readonly category?: string;
  /** YYYY-MM of the answer. */
  readonly month?: string;
  readonly skip: number;
  readonly limit: number;
}

const columns = `p.case_id::int as "caseId", p.question, p.answer, p.category, p.office_id as "officeId",
  to_char(p.asked_on, 'YYYY-MM-DD') as "askedOn", to_char(p.answered_on, 'YYYY-MM-DD') as "answeredOn",
  ${millisOf('p.released_at')} as "releasedAt"`;
const tables = 'publication p join citizen_case c on c.id = p.case_id';

/** Newest releases first. */
export function listReleased(tx: WardTx, query: ReleasedQuery): Promise<Released[]> {
  return tx.query<Released & Record<string, unknown>>(
    `select ${columns} from ${tables}
     where p.ward_id = $1 and ${isPublic} and ($2::text is null or p.category = $2)
       and ($3::text is null or to_char(p.answered_on, 'YYYY-MM') = $3)
     order by p.released_at desc, p.case_id desc offset $4 limit $5`,
    [tx.wardId, query.category ?? null, query.month ?? null, query.skip, query.limit],
  );
}

export async function loadReleased(tx: WardTx, caseId: number): Promise<Released | undefined> {
  const [row] = await tx.query<Released & Record<string, unknown>>(
    `select ${columns} from ${tables} where p.ward_id = $1 and p.case_id = $2 and ${isPublic}`,
    [tx.wardId, caseId],
  );
  return row;
}

/** The categories and months that there is something of. */
export async function loadReleasedFilters(
  tx: WardTx,
): Promise<{ readonly categories: readonly string[]; readonly months: readonly string[] }> {
  const [row] = await tx.query<{ categories: string[] | null; months: string[] | null }>(
    `select array_agg(distinct p.category) as categories,
       array_agg(distinct to_char(p.answered_on, 'YYYY-MM')) as months
     from ${tables} where p.ward_id = $1 and ${isPublic}`,
    [tx.wardId],
  );
  return { categories: row?.categories ?? [], months: (row?.months ?? []).sort().reverse() };
}
