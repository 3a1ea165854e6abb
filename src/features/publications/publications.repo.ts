import type { PublicationQuery, PublicationState } from '../../contracts/console/publications.ts';
import type { WardTx } from '../../store/database.ts';
import { isPublic, isPublishable, localDateOf, millisOf } from './publication-sql.ts';

/** A case as its publication is made from it; with the row, when there is one. */
export interface Source {
  readonly caseId: number;
  readonly code: string;
  readonly category: string;
  readonly officeId: number | null;
  readonly askedOn: string;
  readonly answeredOn: string;
  readonly body: string;
  /** The last final answer that went out. */
  readonly finalAnswer: string;
  readonly question: string | null;
  readonly answer: string | null;
  readonly state: PublicationState;
  readonly preparedById: number | null;
  readonly preparedBy: string | null;
  readonly releasedById: number | null;
  readonly releasedBy: string | null;
  readonly releasedAt: number | null;
}

/** A release that no longer holds counts as withdrawn. */
const state = `case when p.case_id is null then 'candidate'
  when p.state = 'released' and not (${isPublic}) then 'withdrawn' else p.state end`;
const nameOf = (table: string): string => `coalesce(nullif(${table}.name, ''), ${table}.email)`;
const columns = `c.id::int as "caseId", c.code, c.category, c.office_id as "officeId",
  ${localDateOf('c.received_at')} as "askedOn", ${state} as state,
  coalesce(${localDateOf('c.answered_at')}, to_char(p.answered_on, 'YYYY-MM-DD')) as "answeredOn",
  prepared.id as "preparedById", ${nameOf('prepared')} as "preparedBy",
  released.id as "releasedById", ${nameOf('released')} as "releasedBy", ${millisOf('p.released_at')} as "releasedAt"`;
const tables = `citizen_case c left join publication p on p.case_id = c.id
  left join staff prepared on prepared.id = p.prepared_by_id
  left join staff released on released.id = p.released_by_id`;

/** Undefined when the case may not be published. Locked until the transaction ends, when something follows. */
export async function loadSource(tx: WardTx, caseId: number): Promise<Source | undefined> {
  const [row] = await tx.query<Source & Record<string, unknown>>(
    `select ${columns}, c.body, p.question, p.answer, final.body as "finalAnswer" from ${tables}
     join lateral (select a.body from case_answer a where a.case_id = c.id and a.is_final
       and a.state in ('queued', 'phoned') order by a.id desc limit 1) final on true
     where c.id = $1 and c.ward_id = $2 and ${isPublishable} for update of c`,
    [caseId, tx.wardId],
  );
  return row;
}

export async function saveDraft(
  tx: WardTx,
  draft: Source & { readonly question: string; readonly answer: string },
  staffId: number,
): Promise<void> {
  await tx.query(
    `insert into publication (case_id, ward_id, question, answer, category, office_id, asked_on, answered_on,
       prepared_by_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (case_id) do update set question = excluded.question, answer = excluded.answer,
       category = excluded.category, office_id = excluded.office_id, asked_on = excluded.asked_on,
       answered_on = excluded.answered_on, prepared_by_id = excluded.prepared_by_id, state = 'draft',
       released_by_id = null, released_at = null`,
    [
      draft.caseId,
      tx.wardId,
      draft.question,
      draft.answer,
      draft.category,
      draft.officeId,
      draft.askedOn,
      draft.answeredOn,
      staffId,
    ],
  );
}

export async function markReleased(
  tx: WardTx,
  { caseId, staffId, at }: { readonly caseId: number; readonly staffId: number; readonly at: number },
): Promise<void> {
  await tx.query(
    `update publication set state = 'released', released_by_id = $2, released_at = $3 where case_id = $1`,
    [caseId, staffId, new Date(at)],
  );
}

/** False when it was not released. */
export async function markWithdrawn(tx: WardTx, caseId: number): Promise<boolean> {
  const rows = await tx.query(
    `update publication set state = 'withdrawn' where case_id = $1 and state <> 'withdrawn' returning 1`,
    [caseId],
  );
  return rows.length > 0;
}

/** Takes back every release whose case has been reopened or changed since; returns how many. */
export async function withdrawStale(tx: WardTx): Promise<number> {
  const rows = await tx.query(
    `update publication p set state = 'withdrawn' from citizen_case c
     where c.id = p.case_id and p.ward_id = $1 and p.state = 'released' and not (${isPublic}) returning 1`,
    [tx.wardId],
  );
  return rows.length;
}

export type ListedRow = Omit<Source, 'body' | 'finalAnswer' | 'question' | 'answer'> & {
  /** Unmasked, and longer than what is shown of it. */
  readonly opening: string;
};

/** Newest cases first; candidates only when they are asked for. */
export function listPublications(tx: WardTx, query: PublicationQuery): Promise<ListedRow[]> {
  const kind =
    query.state === 'candidate' ? `p.case_id is null and ${isPublishable}` : 'p.case_id is not null';
  return tx.query<ListedRow & Record<string, unknown>>(
    `select * from (select ${columns}, left(coalesce(p.question, c.body), 300) as opening from ${tables}
       where c.ward_id = $1 and ${kind} and c.id < $2) listed
     where $3::text is null or state = $3 order by "caseId" desc limit $4`,
    [tx.wardId, query.after ?? 2 ** 31, query.state ?? null, query.limit],
  );
}
