import type { KnowledgeContent, KnowledgeQuery, KnowledgeState } from '../../contracts/console/knowledge.ts';
import type { WardTx } from '../../store/database.ts';

export type TextKind = 'faq' | 'guide';

/** One version of a text. */
export interface TextRow {
  readonly id: number;
  readonly kind: TextKind;
  readonly key: string;
  readonly version: number;
  readonly state: KnowledgeState;
  readonly content: KnowledgeContent;
  readonly basedOn: string | null;
  readonly questionId: number | null;
  readonly authorId: number | null;
  readonly authorName: string | null;
  readonly reviewerId: number | null;
  readonly reviewerName: string | null;
  readonly reviewWords: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
}

const columns = `k.id::int, k.kind, k.key, k.version, k.state, k.content, k.based_on as "basedOn",
  k.question_id::int as "questionId", k.author_id as "authorId", a.name as "authorName",
  k.reviewer_id as "reviewerId", r.name as "reviewerName", k.review_words as "reviewWords",
  k.created_at as "createdAt", k.decided_at as "decidedAt"`;
const tables = `knowledge_edit k left join staff a on a.id = k.author_id left join staff r on r.id = k.reviewer_id`;
const ours = `k.ward_id = $1 and k.kind in ('faq', 'guide')`;

export function listTexts(tx: WardTx, { kind, state, key }: KnowledgeQuery): Promise<TextRow[]> {
  return tx.query<TextRow & Record<string, unknown>>(
    `select ${columns} from ${tables}
     where ${ours} and ($2::text is null or k.kind = $2) and ($3::text is null or k.state = $3)
       and ($4::text is null or k.key = $4)
     order by k.id desc limit 500`,
    [tx.wardId, kind ?? null, state ?? null, key ?? null],
  );
}

/** A version, with all versions of its text held until the transaction ends. */
export async function lockText(tx: WardTx, id: number): Promise<TextRow | undefined> {
  await tx.query(
    `select o.id from knowledge_edit k join knowledge_edit o
       on o.ward_id = k.ward_id and o.kind = k.kind and o.key = k.key and o.language = k.language
     where ${ours} and k.id = $2 order by o.id for update of o`,
    [tx.wardId, id],
  );
  const [row] = await tx.query<TextRow & Record<string, unknown>>(
    `select ${columns} from ${tables} where ${ours} and k.id = $2`,
    [tx.wardId, id],
  );
  return row;
}

export interface NewText {
  readonly kind: TextKind;
  readonly key: string;
  readonly content: KnowledgeContent;
  readonly basedOn: string | null;
  readonly questionId: number | null;
  readonly authorId: number;
}

/** The next version of its text, as a draft; an older draft makes way. Two at once wait for each other. */
export async function insertDraft(tx: WardTx, text: NewText): Promise<number> {
  const place = [tx.wardId, text.kind, text.key];
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('knowledge:' || $2 || ':' || $3, $1))`,
    place,
  );
  await tx.query(
    `update knowledge_edit set state = 'replaced'
     where ward_id = $1 and kind = $2 and key = $3 and language = 'vi' and state = 'draft'`,
    place,
  );
  const [row] = await tx.query<{ id: number }>(
    `insert into knowledge_edit (ward_id, kind, key, version, content, based_on, question_id, author_id)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4::jsonb, $5::text,
       coalesce($6::bigint, (array_agg(question_id order by version desc) filter (where question_id is not null))[1]), $7::int
     from knowledge_edit where ward_id = $1 and kind = $2 and key = $3 and language = 'vi'
     returning id::int`,
    [...place, JSON.stringify(text.content), text.basedOn, text.questionId, text.authorId],
  );
  if (!row) throw new Error('The draft was not stored');
  return row.id;
}

export async function setState(
  tx: WardTx,
  id: number,
  state: KnowledgeState,
  decided?: { readonly by: number; readonly words: string | null; readonly at: Date },
): Promise<void> {
  await tx.query(
    `update knowledge_edit set state = $2, reviewer_id = coalesce($3, reviewer_id),
       review_words = coalesce($4, review_words), decided_at = coalesce($5, decided_at) where id = $1`,
    [id, state, decided?.by ?? null, decided?.words ?? null, decided?.at ?? null],
  );
}

/** What was live makes way. */
export async function replaceLive(tx: WardTx, { kind, key }: Pick<TextRow, 'kind' | 'key'>): Promise<void> {
  await tx.query(
    `update knowledge_edit set state = 'replaced'
     where ward_id = $1 and kind = $2 and key = $3 and language = 'vi' and state = 'live'`,
    [tx.wardId, kind, key],
  );
}

/** The version that was approved before this one. */
export async function approvedBefore(
  tx: WardTx,
  { kind, key, version }: Pick<TextRow, 'kind' | 'key' | 'version'>,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select id::int from knowledge_edit where ward_id = $1 and kind = $2 and key = $3 and language = 'vi'
       and version < $4 and state = 'replaced' and reviewer_id is not null
     order by version desc limit 1`,
    [tx.wardId, kind, key, version],
  );
  return row?.id;
}

/** Those who may approve: with one of them alone nobody else could. */
export async function countReviewers(tx: WardTx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(distinct s.id)::int as count from staff s join staff_role r on r.staff_id = s.id
     where s.ward_id = $1 and s.disabled_at is null and r.role in ('communications', 'approver')`,
    [tx.wardId],
  );
  return row?.count ?? 0;
}
