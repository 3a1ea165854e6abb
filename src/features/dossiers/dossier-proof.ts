import { timingSafeEqual } from 'node:crypto';
import type { WardId } from '../../core/ids.ts';
import { normalisePhone } from '../../core/phone.ts';
import type { Seal } from '../../lib/seal.ts';

/** What a citizen shows to prove that a dossier is theirs. */
export type Proof =
  /** The last 4 digits of the registered phone or id. */
  | { readonly kind: 'digits'; readonly lastFour: string }
  /** A phone number that the platform vouches for; never one that was typed. */
  | { readonly kind: 'phone'; readonly phone: string };

interface Subject {
  readonly wardId: WardId;
  readonly code: string;
}

const purpose = 'dossier-proof';

/** Hashes to keep of a dossier's phones and ids. They are bound to the dossier; the numbers are not kept. */
export function hashNumbers(
  seal: Seal,
  subject: Subject,
  numbers: { readonly phones: readonly string[]; readonly ids: readonly string[] },
): string[] {
  const ends = [...numbers.phones, ...numbers.ids].map((number) => number.slice(-4));
  const hashes = [
    ...ends.map((end) => `4:${seal.hash(purpose, inputOf(subject, `4:${end}`))}`),
    ...numbers.phones.map((phone) => `p:${seal.hash(purpose, inputOf(subject, `p:${phone}`))}`),
  ];
  return [...new Set(hashes)].sort();
}

/** Does the proof fit? A dossier that does not exist costs the same work as one that does. */
export function proves(seal: Seal, subject: Subject, proof: Proof, secretHashes: readonly string[]): boolean {
  const known = secretHashes.length > 0 ? secretHashes : [unmatchable];
  const offered = offeredHashes(seal, subject, proof);
  // No early exit: the time must not tell which of several numbers came close.
  let fits = 0;
  for (const offer of offered) for (const hash of known) fits += sameText(offer, hash) ? 1 : 0;
  return fits > 0;
}

const unmatchable = `0:${'0'.repeat(43)}`;

function offeredHashes(seal: Seal, subject: Subject, proof: Proof): string[] {
  const phone = proof.kind === 'phone' ? (normalisePhone(proof.phone) ?? '') : '';
  const kind = proof.kind === 'phone' ? 'p' : '4';
  const value = proof.kind === 'phone' ? phone : proof.lastFour;
  return seal.hashes(purpose, inputOf(subject, `${kind}:${value}`)).map((hash) => `${kind}:${hash}`);
}

const inputOf = ({ wardId, code }: Subject, value: string): string => `${wardId}|${code}|${value}`;

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
