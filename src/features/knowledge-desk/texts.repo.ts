import type {
  KnowledgeContent,
  KnowledgeQuery,
  KnowledgeRow,
  KnowledgeState,
} from '../../contracts/console/knowledge.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';

export type TextKind = KnowledgeRow['kind'];

/** One version of a text. */
export interface TextRow {
  readonly id: number;
  readonly kind: TextKind;
  readonly key: string;
  readonly language: Language;
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

const columns = `k.id::int, k.kind, k.key, k.language, k.version, k.state, k.content, k.based_on as "basedOn",
  k.question_id::int as "questionId", k.author_id as "authorId", a.name as "authorName",
  k.reviewer_id as "reviewerId", r.name as "reviewerName", k.review_words as "reviewWords",
  k.created_at as "createdAt", k.decided_at as "decidedAt"`;
const tables = `knowledge_edit k left join staff a on a.id = k.author_id left join staff r on r.id = k.reviewer_id`;
const ours = `k.ward_id = $1 and k.kind in ('faq', 'guide', 'words', 'procedure')`;

export function listTexts(tx: WardTx, { kind, state, key }: KnowledgeQuery): Promise<TextRow[]> {
  return tx.query<TextRow & Record<string, unknown>>(
    `select ${columns} from ${tables}
     where ${ours} and ($2::text is null or k.kind = $2) and ($3::text is null or k.state = $3)
       and ($4::text is null or k.key = $4)
     order by k.id desc limit 500`,
    [tx.wardId, kind ?? null, state ?? null, key ?? null],
  );
}

/** Every version of every wording of these flows' sentences, newest first. */
export function listWordings(tx: WardTx, flows: readonly string[]): Promise<TextRow[]> {
  return tx.query<TextRow & Record<string, unknown>>(
    `select ${columns} from ${tables} where k.ward_id = $1 and k.kind = 'words' and split_part(k.key, '.', 1) = any($2)
     order by k.version desc`,
    [tx.wardId, flows],
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
  readonly language: Language;
  readonly content: KnowledgeContent;
  readonly basedOn: string | null;
  readonly questionId: number | null;
  readonly authorId: number;
}

type Place = Pick<TextRow, 'kind' | 'key' | 'language'>;
const placeOf = (tx: WardTx, { kind, key, language }: Place) => [tx.wardId, kind, key, language];

/** Whoever else writes this text waits until the transaction ends. Its newest version; 0 when there is none. */
export async function lockNewest(tx: WardTx, place: Place): Promise<number> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('knowledge:' || $2 || ':' || $3 || ':' || $4, $1))`,
    placeOf(tx, place),
  );
  const [row] = await tx.query<{ version: number }>(
    `select coalesce(max(version), 0) as version from knowledge_edit
     where ward_id = $1 and kind = $2 and key = $3 and language = $4`,
    placeOf(tx, place),
  );
  return row?.version ?? 0;
}

/** The next version of its text, as a draft; an older draft makes way. The text is locked. */
export async function insertDraft(tx: WardTx, text: NewText): Promise<number> {
  const place = placeOf(tx, text);
  await tx.query(
    `update knowledge_edit set state = 'replaced'
     where ward_id = $1 and kind = $2 and key = $3 and language = $4 and state = 'draft'`,
    place,
  );
  const [row] = await tx.query<{ id: number }>(
    `insert into knowledge_edit (ward_id, kind, key, language, version, content, based_on, question_id, author_id)
     select $1, $2, $3, $4, coalesce(max(version), 0) + 1, $5::jsonb, $6::text,
       coalesce($7::bigint, (array_agg(question_id order by version desc) filter (where question_id is not null))[1]), $8::int
     from knowledge_edit where ward_id = $1 and kind = $2 and key = $3 and language = $4
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

/** The file that a version stands beside. */
export async function setBasis(tx: WardTx, id: number, digest: string | null): Promise<void> {
  await tx.query('update knowledge_edit set based_on = $2 where id = $1', [id, digest]);
}

/** What was live makes way. */
export async function replaceLive(tx: WardTx, text: Place): Promise<void> {
  await tx.query(
    `update knowledge_edit set state = 'replaced'
     where ward_id = $1 and kind = $2 and key = $3 and language = $4 and state = 'live'`,
    placeOf(tx, text),
  );
}

/** The version that was approved before this one. */
export async function approvedBefore(
  tx: WardTx,
  text: Place & Pick<TextRow, 'version'>,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select id::int from knowledge_edit where ward_id = $1 and kind = $2 and key = $3 and language = $4
       and version < $5 and state = 'replaced' and reviewer_id is not null
     order by version desc limit 1`,
    [...placeOf(tx, text), text.version],
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
