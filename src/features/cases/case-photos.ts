import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../../core/result.ts';
import type { WardTx } from '../../store/database.ts';
import type { PhotoCleaner } from '../web-chat/index.ts';
import { countPhotos, insertPhoto, type PhotoOwner } from './photos.repo.ts';

export const maxPhotos = 4;

/** A picture that we encoded ourselves: nothing in it but what is seen. */
export interface Picture {
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
}

type CleanFault = 'not_a_photo' | 'photo_unreadable' | 'busy';

/** Slow: call it outside a transaction. By content, never by name; place and camera are left out. */
export async function cleanPicture(
  photos: PhotoCleaner,
  upload: Buffer,
): Promise<Result<Picture, CleanFault>> {
  const cleaned = await photos.clean(upload);
  if (!cleaned.ok) return cleaned;
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(cleaned.value).metadata();
  return ok({ content: cleaned.value, width, height });
}

/** Keeps a picture for a case, or for a report that is still being written; at most four of each. */
export async function savePhoto(
  tx: WardTx,
  picture: Picture,
  owner: PhotoOwner & { readonly at: number },
): Promise<Result<string, 'too_many_photos'>> {
  if ((await countPhotos(tx, owner)) >= maxPhotos) return err('too_many_photos');
  const id = randomBytes(18).toString('base64url');
  await insertPhoto(tx, { id, ...picture, ...owner });
  return ok(id);
}
