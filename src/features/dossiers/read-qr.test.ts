import QRCode from 'qrcode';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readQr } from './read-qr.ts';

const code = '000.00.00.H29-250701-0001';
const card = '000000000001||Nguyễn Văn Mẫu|01021990|Nam|Khu phố Mẫu, Phường Mẫu|22112024';

const qr = (text: string, width = 300): Promise<Buffer> => QRCode.toBuffer(text, { width, margin: 4 });

interface Photo {
  readonly turn?: number;
  readonly dim?: number;
  readonly type?: 'jpeg' | 'png' | 'webp';
}

/** A receipt photographed on a table: the code is a small part of the picture. */
async function photo(text: string, { turn = 0, dim = 1, type = 'jpeg' }: Photo = {}): Promise<Buffer> {
  const sticker = await sharp(await qr(text, 420))
    .rotate(turn, { background: '#fff' })
    .png()
    .toBuffer();
  const table = await sharp({ create: { width: 2_400, height: 1_800, channels: 3, background: '#e8e0d0' } })
    .composite([{ input: sticker, left: 1_300, top: 200 }])
    .png()
    .toBuffer();
  return sharp(table)
    .linear(dim, dim < 1 ? 20 : 0)
    .toFormat(type)
    .toBuffer();
}

describe('the QR of a picture', () => {
  it.each([
    ['as it is', {}],
    ['turned by a hand', { turn: 17 }],
    ['upside down', { turn: 180 }],
    ['dark', { dim: 0.25 }],
    ['as PNG', { type: 'png' as const }],
    ['as WebP', { type: 'webp' as const }],
  ])('gives the dossier code of a receipt %s', async (_, options) => {
    expect(await readQr(await photo(`https://mot-cua.example/?ma=${code}`, options))).toEqual({
      kind: 'dossier_code',
      code,
    });
  });

  it('is read in white on black', async () => {
    expect(
      await readQr(
        await sharp(await qr(code))
          .negate({ alpha: false })
          .png()
          .toBuffer(),
      ),
    ).toEqual({
      kind: 'dossier_code',
      code,
    });
  });

  it('of a citizen card is recognised and nothing of it is given on', async () => {
    expect(await readQr(await qr(card))).toEqual({ kind: 'id_card' });
  });

  it.each([
    ['another QR', () => qr('https://example.vn/khuyen-mai')],
    [
      'no QR',
      () =>
        sharp({ create: { width: 300, height: 300, channels: 3, background: '#888' } })
          .png()
          .toBuffer(),
    ],
    ['no picture', () => Promise.resolve(Buffer.from('not a picture at all'))],
    ['nothing', () => Promise.resolve(Buffer.alloc(0))],
    ['half a picture', async () => (await photo(code)).subarray(0, 2_000)],
  ])('is unreadable when there is %s', async (_, picture) => {
    expect(await readQr(await picture())).toEqual({ kind: 'unreadable' });
  });

  it('is not looked for in a picture of more than 20 megapixels or 20 MB', async () => {
    const wide = await sharp({ create: { width: 6_000, height: 4_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await readQr(wide)).toEqual({ kind: 'too_large' });
    expect(await readQr(new Uint8Array(20_000_001))).toEqual({ kind: 'too_large' });
  });

  it('is given up when the time is used', async () => {
    let calls = 0;
    const clock = { now: () => (calls++ === 0 ? 0 : 10_000) };
    const empty = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    expect(await readQr(empty, { clock })).toEqual({ kind: 'unreadable' });
    expect(calls).toBe(2);
  });
});
