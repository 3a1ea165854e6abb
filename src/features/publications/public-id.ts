import type { Seal } from '../../lib/seal.ts';

const purpose = 'publication';

/** The public address of a case: the code is known to its citizen and tells the day, this tells nothing. */
export const publicIdOf = (seal: Seal, caseId: number): string => seal.hide(purpose, String(caseId));

export function caseIdOfPublic(seal: Seal, publicId: string): number | undefined {
  if (!/^[\w-]{30,80}$/.test(publicId)) return undefined;
  const shown = Number(seal.show(purpose, publicId));
  return Number.isSafeInteger(shown) && shown > 0 ? shown : undefined;
}
