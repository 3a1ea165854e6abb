import { setImmediate as turn } from 'node:timers/promises';
import type { Sharp } from 'sharp';
import { parseCitizenCard } from '../../rules/citizen-card.ts';
import { findDossierCode } from '../../rules/dossier-code.ts';

/** What a QR in a picture is. The picture and the text of a card go no further than this function. */
export type QrReading =
  | { readonly kind: 'dossier_code'; readonly code: string }
  /** A citizen card: sensitive, so not a letter of it is given on. */
  | { readonly kind: 'id_card' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too_large' };

const maxPixels = 20_000_000;
const maxBytes = 20_000_000;

interface Try {
  /** Longest side in pixels. */
  readonly side: number;
  readonly treat: (image: Sharp) => Sharp;
}

const plain = (image: Sharp): Sharp => image;
/** From what a good phone photo needs to what a crumpled, dark or slanted paper needs. */
const tries: readonly Try[] = [
  { side: 900, treat: plain },
  { side: 1_500, treat: (image) => image.normalise() },
  { side: 500, treat: (image) => image.normalise().blur(0.7) },
  { side: 1_100, treat: (image) => image.normalise().threshold(110) },
  { side: 1_100, treat: (image) => image.normalise().linear(1.6, -60) },
  { side: 1_200, treat: (image) => image.rotate(45, { background: '#fff' }) },
];

export interface QrOptions {
  /** No new try begins after this. */
  readonly budgetMs?: number;
  readonly clock?: { now(): number };
}

/** Decodes a receipt's QR in memory and says what it is. Never throws because of what the picture is. */
export async function readQr(bytes: Uint8Array, options: QrOptions = {}): Promise<QrReading> {
  if (bytes.byteLength > maxBytes) return { kind: 'too_large' };
  const size = bytes.byteLength > 0 ? await sizeOf(bytes) : undefined;
  if (!size) return { kind: 'unreadable' };
  if (size.width * size.height > maxPixels) return { kind: 'too_large' };

  const clock = options.clock ?? Date;
  const until = clock.now() + (options.budgetMs ?? 1_500);
  for (const attempt of tries) {
    const text = await decode(bytes, attempt);
    if (text) return classify(text);
    if (clock.now() >= until) break;
    // The decoder keeps the thread busy; let the others have their turn in between.
    await turn();
  }
  return { kind: 'unreadable' };
}

/** Heavy, and most processes never see a photo. */
const loadSharp = async () => (await import('sharp')).default;

async function sizeOf(bytes: Uint8Array): Promise<{ width: number; height: number } | undefined> {
  const sharp = await loadSharp();
  const found = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  return found?.width && found.height ? { width: found.width, height: found.height } : undefined;
}

async function decode(bytes: Uint8Array, { side, treat }: Try): Promise<string | undefined> {
  const sharp = await loadSharp();
  const upright = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'none' })
    .rotate()
    .flatten({ background: '#fff' })
    .greyscale()
    .resize({ width: side, height: side, fit: 'inside' });
  // Two steps: an upright picture first, then whatever this try does with it.
  const base = await upright
    .png({ compressionLevel: 0 })
    .toBuffer()
    .catch(() => undefined);
  if (!base) return undefined;
  const { data, info } = await treat(sharp(base)).toColourspace('srgb').ensureAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  const { default: jsqr } = await import('jsqr');
  const found = jsqr.default(new Uint8ClampedArray(data), info.width, info.height);
  return found?.data || undefined;
}

function classify(text: string): QrReading {
  const code = findDossierCode(text);
  if (code) return { kind: 'dossier_code', code };
  return parseCitizenCard(text) ? { kind: 'id_card' } : { kind: 'unreadable' };
}
