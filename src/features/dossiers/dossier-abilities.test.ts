import QRCode from 'qrcode';
import { expect, it, vi } from 'vitest';
import { createDossierAbilities, type DossierAbilityDeps } from './dossier-abilities.ts';

type Context = Parameters<ReturnType<typeof createDossierAbilities>[string]>[0];

it.each([
  ['a photo, of which nobody told a name', { id: 'anh', mime: 'image/jpeg', bytes: 1_000, name: null }],
  ['a photo of which nothing is known', { id: 'anh', mime: null, bytes: null, name: null }],
  ['a file', { id: 'anh', mime: 'image/png', bytes: 1_000, name: 'giay-hen.png' }],
])('reads the code of a receipt from %s', async (_name, file) => {
  const code = '000.00.00.H29-250701-0001';
  const picture = await QRCode.toBuffer(code, { width: 420 });
  const fetchFile = vi.fn(async () => ({ ok: true, value: picture }) as const);
  const abilities = createDossierAbilities({ fetchFile } as unknown as DossierAbilityDeps);

  const result = await abilities.read_qr?.({ accountId: 'trang' } as unknown as Context, { file });

  expect(result).toEqual({ outcome: 'dossier_code', values: { code } });
  expect(fetchFile).toHaveBeenCalledWith('trang', { id: 'anh' });
});
