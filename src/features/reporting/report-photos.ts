import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { cleanPicture, savePhoto } from '../cases/index.ts';
import type { PhotoCleaner } from '../web-chat/index.ts';
import type { PhotoRefusal } from './citizen-desk.ts';

/** Re-encodes a picture (no place, no device, no hidden bytes left) and keeps it. */
export async function keepPhoto(
  cleaner: PhotoCleaner,
  tx: WardTx,
  photo: {
    readonly caseId: number | null;
    readonly conversationId: ConversationId;
    readonly bytes: Uint8Array;
    readonly at: number;
  },
): Promise<number | PhotoRefusal> {
  const { bytes, ...owner } = photo;
  const picture = await cleanPicture(cleaner, Buffer.from(bytes));
  if (!picture.ok) return picture.error === 'busy' ? 'unavailable' : 'not_a_picture';
  const saved = await savePhoto(tx, picture.value, owner);
  return saved.ok ? saved.value.count : 'too_many';
}
