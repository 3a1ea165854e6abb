import type { AccountId } from '../../core/ids.ts';

/** A conversation always falls into the same of N lanes, in every process (FNV-1a, 32 bit). */
export function laneOf(account: AccountId, externalId: string, lanes: number): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${account}:${externalId}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash % lanes;
}
