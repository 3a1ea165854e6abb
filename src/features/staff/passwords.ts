import { hash, verify } from '@node-rs/argon2';
import { minPasswordChars } from '../../contracts/console/session.ts';
import { foldAccents } from '../../core/fold.ts';

/** Keyboards write the same Vietnamese letter in two ways; a password must not depend on which. */
const normal = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> => hash(normal(password));

/** Takes as long when there is nobody to compare with: the answer's time must not tell who has an account. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobodysHash()), normal(password));
  return matches && stored !== undefined;
}

let made: Promise<string> | undefined;
const nobodysHash = (): Promise<string> => {
  made ??= hash('nobody has this password');
  return made;
};

const leastDifferent = 5;
const leastPart = 4;

/** What others know of somebody: no part of it makes a password. */
export interface KnownOf {
  readonly email: string;
  /** Name of the ward: `Phường Hoa Mai`. */
  readonly ward: string;
}

/** Long, of several different characters, and without what stands beside it: parts of the address, the ward's name. */
export function isWeakPassword(password: string, known: KnownOf): boolean {
  const chars = [...normal(password).toLowerCase()];
  if (chars.length < minPasswordChars || new Set(chars).size < leastDifferent) return true;
  const bare = lettersOf(password);
  return knownParts(known).some((part) => part.length >= leastPart && bare.includes(part));
}

function knownParts({ email, ward }: KnownOf): string[] {
  const [local = '', domain = ''] = email.split('@');
  const parts = [local, ...local.split(/[^\p{L}\d]+/u), ...domain.split('.')];
  const wardName = ward.replace(/^(?:phường|xã|đặc khu|thị trấn)\s+/iu, '');
  return [...parts, domain, wardName].map(lettersOf);
}

/** Small letters and digits without accents: neither marks nor dots make a name another one. */
const lettersOf = (text: string): string =>
  foldAccents(normal(text).toLowerCase()).replace(/[^\p{L}\d]+/gu, '');
