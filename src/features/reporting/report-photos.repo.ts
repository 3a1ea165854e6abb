import { randomUUID } from 'node:crypto';
import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

export interface NewPhoto {
  readonly caseId: number | null;
  readonly conversationId: ConversationId;
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** How many photos the report has that is being written (`caseId` null), or the case. */
export async function countPhotos(
  tx: WardTx,
  { caseId, conversationId }: Pick<NewPhoto, 'caseId' | 'conversationId'>,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    caseId === null
      ? 'select count(*)::int as count from case_photo where conversation_id = $1 and case_id is null'
      : 'select count(*)::int as count from case_photo where case_id = $1',
    [caseId ?? conversationId],
  );
  return row?.count ?? 0;
}

export async function insertPhoto(tx: WardTx, photo: NewPhoto): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `insert into case_photo (id, ward_id, case_id, conversation_id, mime, width, height, content)
     values ($1, $2, $3, $4, 'image/jpeg', $5, $6, $7)`,
    [id, tx.wardId, photo.caseId, photo.conversationId, photo.width, photo.height, photo.bytes],
  );
  return id;
}

/** Gives the photos of the report that was being written to the case that it became. */
export async function attachPhotos(
  tx: WardTx,
  caseId: number,
  conversationId: ConversationId,
): Promise<void> {
  await tx.query('update case_photo set case_id = $1 where conversation_id = $2 and case_id is null', [
    caseId,
    conversationId,
  ]);
}

export async function dropDraftPhotos(tx: WardTx, conversationId: ConversationId): Promise<void> {
  await tx.query('delete from case_photo where conversation_id = $1 and case_id is null', [conversationId]);
}
