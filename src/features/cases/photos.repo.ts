import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

/** Of a case, or of a citizen whose report is still being written. */
export interface PhotoOwner {
  readonly caseId: number | null;
  readonly conversationId: ConversationId | null;
}

export async function insertPhoto(
  tx: WardTx,
  photo: PhotoOwner & {
    readonly id: string;
    readonly width: number;
    readonly height: number;
    readonly content: Buffer;
    readonly at: number;
  },
): Promise<void> {
  await tx.query(
    `insert into case_photo (id, ward_id, case_id, conversation_id, mime, width, height, content, created_at)
     values ($1, $2, $3, $4, 'image/jpeg', $5, $6, $7, $8)`,
    [
      photo.id,
      tx.wardId,
      photo.caseId,
      photo.conversationId,
      photo.width,
      photo.height,
      photo.content,
      new Date(photo.at),
    ],
  );
}

/** How many there are; what they belong to is locked, so that two at once do not both find room. */
export async function countPhotos(tx: WardTx, { caseId, conversationId }: PhotoOwner): Promise<number> {
  if (caseId !== null) await tx.query('select from citizen_case where id = $1 for update', [caseId]);
  else await tx.query('select from conversation where id = $1 for update', [conversationId]);
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from case_photo
     where case when $1::bigint is null then case_id is null and conversation_id = $2::bigint else case_id = $1 end`,
    [caseId, conversationId],
  );
  return row?.count ?? 0;
}

/** Gives photos of an unfinished report to its case; returns how many were this citizen's and without one. */
export async function attachPhotos(
  tx: WardTx,
  caseId: number,
  conversationId: ConversationId,
  ids: readonly string[],
): Promise<number> {
  const rows = await tx.query(
    `update case_photo set case_id = $1 where id = any($3) and case_id is null and conversation_id = $2 returning id`,
    [caseId, conversationId, ids],
  );
  return rows.length;
}

/** Photos of the report that this chat is writing. */
export async function draftPhotoIds(tx: WardTx, conversationId: ConversationId): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from case_photo where conversation_id = $1 and case_id is null order by created_at, id',
    [conversationId],
  );
  return rows.map(({ id }) => id);
}

/** Of a report that its citizen does not send after all. */
export async function dropDraftPhotos(tx: WardTx, conversationId: ConversationId): Promise<void> {
  await tx.query('delete from case_photo where conversation_id = $1 and case_id is null', [conversationId]);
}

export async function loadPhoto(
  tx: WardTx,
  caseId: number,
  id: string,
): Promise<{ readonly mime: string; readonly content: Buffer } | undefined> {
  const [row] = await tx.query<{ mime: string; content: Buffer }>(
    'select mime, content from case_photo where case_id = $1 and id = $2',
    [caseId, id],
  );
  return row;
}

/** Of reports that were begun and never sent. */
export async function dropUnusedPhotos(tx: WardTx, before: Date): Promise<void> {
  await tx.query('delete from case_photo where ward_id = $1 and case_id is null and created_at < $2', [
    tx.wardId,
    before,
  ]);
}
