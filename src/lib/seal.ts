import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../core/result.ts';

/** Encryption at rest and keyed hashes, with keys derived from APP_SECRET. `purpose` keeps uses apart. */
export interface Seal {
  /** Text that only `open` with the same purpose can read: `1.<key id>.<nonce, tag and cipher text>`. */
  seal(purpose: string, plain: string): string;
  open(purpose: string, sealed: string): Result<string, SealFault>;
  /** Seals a short text so that the same one always looks the same: for keys that must be found again. */
  hide(purpose: string, plain: string): string;
  /** Undefined when it was not hidden for this purpose under any known secret. */
  show(purpose: string, hidden: string): string | undefined;
  /** A hash that cannot be reversed or recomputed without the secret; the same input gives the same hash. */
  hash(purpose: string, value: string): string;
  /** The hash under every known secret, the present one first: what was hashed before a change is still found. */
  hashes(purpose: string, value: string): readonly string[];
}

export type SealFault = 'damaged' | 'unknown_key';

interface Keys {
  readonly id: string;
  readonly cipher: Buffer;
  readonly hash: Buffer;
}

const format = '1';
const nonceBytes = 12;
const tagBytes = 16;

/** `current` seals and hashes; `previous` secrets still open and find what was written under them. */
export function createSeal(current: string, previous: readonly string[] = []): Seal {
  const present = deriveKeys(current);
  const all = [present, ...previous.map(deriveKeys)];
  const hashWith = (keys: Keys, purpose: string, value: string): string =>
    createHmac('sha256', keys.hash).update(`${purpose}\0${value}`).digest('base64url');
  return {
    seal: (purpose, plain) => encrypt(present, purpose, plain),
    open(purpose, sealed) {
      const [version, id, body = ''] = sealed.split('.');
      if (version !== format) return err('damaged');
      const keys = all.find((known) => known.id === id);
      return keys ? decrypt(keys, purpose, body) : err('unknown_key');
    },
    hide: (purpose, plain) => encryptAlike(present, purpose, plain),
    show(purpose, hidden) {
      for (const keys of all) {
        const opened = decrypt(keys, purpose, hidden);
        if (opened.ok) return opened.value;
      }
      return undefined;
    },
    hash: (purpose, value) => hashWith(present, purpose, value),
    hashes: (purpose, value) => all.map((keys) => hashWith(keys, purpose, value)),
  };
}

function deriveKeys(secret: string): Keys {
  const derive = (info: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'gan-dan', info, 32));
  // The id is derived too: it tells keys apart and says nothing about them.
  const id = createHash('sha256').update(derive('key id')).digest('hex').slice(0, 8);
  return { id, cipher: derive('seal'), hash: derive('hash') };
}

function encrypt(keys: Keys, purpose: string, plain: string): string {
  return [format, keys.id, encryptWith(keys, purpose, plain, randomBytes(nonceBytes))].join('.');
}

/** The nonce comes from the text (a synthetic IV), so two texts never share one. */
function encryptAlike(keys: Keys, purpose: string, plain: string): string {
  const nonce = createHmac('sha256', keys.hash).update(`hide\0${purpose}\0${plain}`).digest();
  return encryptWith(keys, purpose, plain, nonce.subarray(0, nonceBytes));
}

function encryptWith(keys: Keys, purpose: string, plain: string, nonce: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', keys.cipher, nonce).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

function decrypt(keys: Keys, purpose: string, sealed: string): Result<string, SealFault> {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) return err('damaged');
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', keys.cipher, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(tag);
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
    return ok(plain.toString('utf8'));
  } catch {
    // The only reason to throw here is a tag that does not match.
    return err('damaged');
  }
}
