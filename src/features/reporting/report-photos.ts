import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import type { PhotoCleaner } from '../web-chat/index.ts';
import type { PhotoRefusal } from './citizen-desk.ts';
import { countPhotos, insertPhoto } from './report-photos.repo.ts';

const maxPhotos = 4;

/** Re-encodes a picture (no place, no device, no hidden bytes left) and keeps it; says how many there are now. */
export async function keepPhoto(
  cleaner: PhotoCleaner,
  tx: WardTx,
  photo: {
    readonly caseId: number | null;
    readonly conversationId: ConversationId;
    readonly bytes: Uint8Array;
  },
): Promise<number | PhotoRefusal> {
  const count = await countPhotos(tx, photo);
  if (count >= maxPhotos) return 'too_many';
  const cleaned = await cleaner.clean(Buffer.from(photo.bytes));
  if (!cleaned.ok) return 'not_a_picture';
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(cleaned.value).metadata();
  await insertPhoto(tx, { ...photo, bytes: cleaned.value, width, height });
  return count + 1;
}
