import { fileTypeFromBuffer } from 'file-type';
import { err, ok, type Result } from '../../core/result.ts';

export type PhotoFault = 'not_a_photo' | 'photo_unreadable' | 'busy';

export interface PhotoCleaner {
  /**
   * A JPEG with the same picture and nothing else: no place, no camera, no hidden bytes.
   * Upright, at most 2,000 px on its longest side.
   */
  clean(upload: Buffer): Promise<Result<Buffer, PhotoFault>>;
}

const accepted = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif']);
const longestSidePx = 2_000;
/** A small file can unfold into gigabytes; no phone takes more than this. */
const maxPixels = 64_000_000;

/** Decodes few at a time, so that a burst of photos slows nobody's words. */
export function createPhotoCleaner({ atOnce = 2, waiting = 8 } = {}): PhotoCleaner {
  let running = 0;
  const queue: (() => void)[] = [];

  async function turn(): Promise<void> {
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
  }
  function done(): void {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }

  return {
    async clean(upload) {
      const type = await fileTypeFromBuffer(upload);
      if (!type || !accepted.has(type.mime)) return err('not_a_photo');
      if (queue.length >= waiting) return err('busy');
      await turn();
      try {
        return await reEncode(upload);
      } finally {
        done();
      }
    },
  };
}

/** HEIC is patented and so missing from sharp's own build: it ends as unreadable; the page converts it first. */
async function reEncode(upload: Buffer): Promise<Result<Buffer, PhotoFault>> {
  const side = longestSidePx;
  // Heavy, and most processes never see a photo.
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(upload, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 86 });
    return ok(await picture.toBuffer());
  } catch {
    // sharp throws on whatever it cannot decode; for the citizen all of it is the same.
    return err('photo_unreadable');
  }
}
