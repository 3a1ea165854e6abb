import { z } from 'zod';
import type { ConversationId } from '../../core/ids.ts';
import type { Seal } from '../../lib/seal.ts';
import { normaliseDossierCode } from '../../rules/dossier-code.ts';
import type { WardTx } from '../../store/database.ts';
import type { Proof } from './dossier-proof.ts';
import { deletePending, loadPendingOf, savePending } from './pending-lookups.repo.ts';

export interface LookUp {
  readonly conversationId: ConversationId;
  /** As typed. */
  readonly code: string;
  readonly proof: Proof;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const Kept = z.object({
  code: z.string(),
  proof: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('digits'), lastFour: z.string() }),
    z.object({ kind: z.literal('phone'), phone: z.string() }),
  ]),
});

const purpose = 'pending-lookup';
const firstRetryMs = 60_000;
const maxPerCitizen = 3;

/** Is this very request kept already? Then it is the same wish, not another try. */
export async function isKept(seal: Seal, tx: WardTx, look: LookUp): Promise<boolean> {
  const rows = await loadPendingOf(tx, look.conversationId);
  const wish = wishOf(look);
  return rows.some((row) => {
    const opened = seal.open(purpose, row.sealed);
    return opened.ok && opened.value === wish;
  });
}

/** Keeps a request for when the source is back; the oldest of too many gives way. */
export async function keepRequest(seal: Seal, tx: WardTx, look: LookUp): Promise<void> {
  const rows = await loadPendingOf(tx, look.conversationId);
  const surplus = rows.slice(0, Math.max(0, rows.length - maxPerCitizen + 1));
  await deletePending(
    tx,
    surplus.map(({ id }) => id),
  );
  await savePending(
    tx,
    { conversationId: look.conversationId, sealed: seal.seal(purpose, wishOf(look)) },
    { createdAt: new Date(look.now), nextAttemptAt: new Date(look.now + firstRetryMs) },
  );
}

const wishOf = ({ code, proof }: LookUp): string =>
  JSON.stringify({ code: normaliseDossierCode(code), proof });

/** What was asked; undefined when it was sealed with a secret that is gone. */
export function openKept(seal: Seal, sealed: string): z.infer<typeof Kept> | undefined {
  const opened = seal.open(purpose, sealed);
  return opened.ok ? Kept.parse(JSON.parse(opened.value)) : undefined;
}
