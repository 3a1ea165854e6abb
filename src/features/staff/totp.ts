import { generateSecret, generateURI, verifySync } from 'otplib';
import qrcode from 'qrcode';
import type { StaffRole } from '../../core/case.ts';
import type { Seal } from '../../lib/seal.ts';

const purpose = 'staff totp';
/** A clock that is half a minute off still signs in. */
const toleranceSeconds = 30;

/** Who decides for others, or hands out rights, needs a second factor where the house demands it. */
const rolesWithTotp: readonly StaffRole[] = ['lead', 'approver', 'admin'];
export type TotpPolicy = 'forced' | 'optional';

export const needsTotp = (policy: TotpPolicy, grants: readonly { readonly role: StaffRole }[]): boolean =>
  policy === 'forced' && grants.some(({ role }) => rolesWithTotp.includes(role));

export interface NewTotp {
  readonly secret: string;
  readonly qrSvg: string;
  readonly sealed: string;
}

export async function newTotp(
  seal: Seal,
  { email, ward }: { email: string; ward: string },
): Promise<NewTotp> {
  const secret = generateSecret();
  const address = generateURI({ issuer: `Gần Dân ${ward}`, label: email, secret });
  return {
    secret,
    qrSvg: await qrcode.toString(address, { type: 'svg', margin: 1 }),
    sealed: seal.seal(purpose, secret),
  };
}

/** The time step whose code this is, or null. The caller sees to it that a step counts once. */
export function stepOfCode(
  seal: Seal,
  sealed: string,
  { code, now }: { code: string; now: number },
): number | null {
  const secret = seal.open(purpose, sealed);
  if (!secret.ok) throw new Error(`A TOTP secret cannot be opened: ${secret.error}`);
  const found = verifySync({
    secret: secret.value,
    token: code,
    epoch: Math.floor(now / 1000),
    epochTolerance: toleranceSeconds,
  });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}
