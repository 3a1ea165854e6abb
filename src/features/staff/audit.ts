import { createHash } from 'node:crypto';
import type { WardId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { entriesAfter, insertEntry, lastLink, lockChain } from './audit.repo.ts';
import type { Act, AuditEntry } from './audit-entry.ts';
import { canonicalJson } from './canonical-json.ts';

const firstHash = '';

/** Adds an entry in the transaction of what it tells of: both are kept, or neither. */
export async function recordAct(tx: WardTx, act: Act): Promise<void> {
  await lockChain(tx);
  const last = await lastLink(tx);
  const link = { ...act, number: (last?.number ?? 0) + 1, previousHash: last?.hash ?? firstHash };
  await insertEntry(tx, { ...link, hash: hashOf(link) });
}

function hashOf({
  number,
  at,
  staffId,
  action,
  target,
  facts,
  previousHash,
}: Omit<AuditEntry, 'hash'>): string {
  const told = canonicalJson({ number, at, staffId, action, target, facts });
  return createHash('sha256').update(`${previousHash}\n${told}`).digest('hex');
}

export type AuditState =
  | { readonly ok: true; readonly entries: number; readonly lastHash: string }
  /** The first number where the chain does not hold, and the one fault that was found there. */
  | { readonly ok: false; readonly number: number; readonly fault: 'missing' | 'changed' };

const atOnce = 1000;

/**
 * Walks a ward's chain from its beginning. Whoever can write to the database could cut its end off unseen; the number
 * and hash of the last entry, written down elsewhere, show that too.
 */
export async function verifyAudit(db: Database, wardId: WardId): Promise<AuditState> {
  let last = { number: 0, hash: firstHash };
  for (;;) {
    const entries = await db.forWard(wardId, (tx) => entriesAfter(tx, last.number, atOnce));
    if (entries.length === 0) return { ok: true, entries: last.number, lastHash: last.hash };
    for (const entry of entries) {
      if (entry.number !== last.number + 1) return { ok: false, number: last.number + 1, fault: 'missing' };
      if (entry.previousHash !== last.hash || hashOf(entry) !== entry.hash)
        return { ok: false, number: entry.number, fault: 'changed' };
      last = entry;
    }
  }
}
