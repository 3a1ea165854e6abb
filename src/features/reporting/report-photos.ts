import type { ConversationId } from '../../core/ids.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { WardTx } from '../../store/database.ts';
import { cleanPicture, countPhotos, savePhoto } from '../cases/index.ts';
import type { PhotoCleaner } from '../web-chat/index.ts';
import type { PhotoRefusal } from './citizen-desk.ts';

/** Re-encodes a picture (no place, no device, no hidden bytes left) and keeps it with the report that is written. */
export async function keepPhoto(
  cleaner: PhotoCleaner,
  tx: WardTx,
  photo: {
    readonly conversationId: ConversationId;
    readonly bytes: Uint8Array;
    readonly at: number;
  },
): Promise<Result<{ readonly id: string; readonly count: number }, PhotoRefusal>> {
  const { bytes, conversationId, at } = photo;
  const picture = await cleanPicture(cleaner, Buffer.from(bytes));
  if (!picture.ok) return err(picture.error === 'busy' ? 'unavailable' : 'not_a_picture');
  const owner = { caseId: null, conversationId };
  const saved = await savePhoto(tx, picture.value, { ...owner, at });
  return saved.ok ? ok({ id: saved.value, count: await countPhotos(tx, owner) }) : err('too_many');
}
