import { hash, verify } from '@node-rs/argon2';
import { minPasswordChars } from '../../contracts/console/session.ts';

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

/** Long, of several different characters, and not the name that it stands beside. */
export function isWeakPassword(password: string, email: string): boolean {
  const chars = [...normal(password).toLowerCase()];
  const name = email.toLowerCase().split('@')[0] ?? '';
  if (chars.length < minPasswordChars || new Set(chars).size < leastDifferent) return true;
  return name.length >= 4 && chars.join('').includes(name);
}
