import { z } from 'zod';
import type { Seal } from '../../lib/seal.ts';

const Contact = z.object({ name: z.string().nullable(), phone: z.string().nullable() });
export type Contact = z.infer<typeof Contact>;

const purpose = 'case-contact';

/** Null when there is nothing to keep. The phone as `84…`. */
export const sealContact = (seal: Seal, contact: Contact): string | null =>
  contact.name === null && contact.phone === null ? null : seal.seal(purpose, JSON.stringify(contact));

/** Null when none was given, or it cannot be opened with this APP_SECRET. */
export function openContact(seal: Seal, sealed: string | null): Contact | null {
  if (sealed === null) return null;
  const opened = seal.open(purpose, sealed);
  return opened.ok ? Contact.parse(JSON.parse(opened.value)) : null;
}
