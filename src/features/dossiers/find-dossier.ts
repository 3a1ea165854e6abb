import type { Seal } from '../../lib/seal.ts';
import { normaliseDossierCode } from '../../rules/dossier-code.ts';
import type { WardTx } from '../../store/database.ts';
import { type DossierRecord, statusHash } from './dossier.schema.ts';
import { type Attempt, loadAttempts, lockCode, saveAttempt } from './dossier-attempts.repo.ts';
import { proves } from './dossier-proof.ts';
import type { DossierSource } from './dossier-source.ts';
import { saveDossiers } from './dossiers.repo.ts';
import { isKept, keepRequest, type LookUp } from './kept-requests.ts';
import { noteLookUp } from './subscriptions.repo.ts';

export interface LookUpDeps {
  readonly source: DossierSource;
  readonly seal: Seal;
}

export type Found =
  /** `asOf` is there when the source is down and this is what it said then. */
  | { readonly outcome: 'found'; readonly record: DossierRecord; readonly asOf?: number }
  /** The code, the digits, or both are wrong: nobody can tell which. */
  | { readonly outcome: 'no_match' }
  | Locked
  | { readonly outcome: 'source_down' };

interface Locked {
  readonly outcome: 'locked';
  readonly minutes: number;
}

const hourMs = 3_600_000;
const perCitizen = 5;
const perCode = 20;

/** Tells a dossier to somebody who proves that it is theirs, within the limits on failed tries. */
export async function findDossier(deps: LookUpDeps, tx: WardTx, look: LookUp): Promise<Found> {
  const code = normaliseDossierCode(look.code);
  const attempt = { conversationId: look.conversationId, codeHash: deps.seal.hash('dossier-attempt', code) };
  await lockCode(tx, attempt.codeHash);
  const minutes = await minutesLocked(tx, attempt, look.now);
  if (minutes > 0) return { outcome: 'locked', minutes };

  const found = await lookUp(deps, tx, look);
  if (found.outcome === 'found') return found;
  // The same wish again, while it waits anyway, is impatience and no further try.
  if (found.outcome === 'source_down' && (await isKept(deps.seal, tx, look))) return found;
  // Also while the source is down: else what it said before could be guessed at without limit.
  await saveAttempt(tx, attempt, new Date(look.now));
  if (found.outcome === 'source_down') await keepRequest(deps.seal, tx, look);
  return found;
}

/** The look-up itself, without limits: for a request that was counted when it was made. */
export async function lookUp(deps: LookUpDeps, tx: WardTx, look: LookUp): Promise<Exclude<Found, Locked>> {
  const code = normaliseDossierCode(look.code);
  const found = await deps.source.find(tx, code);
  const record = found.ok ? found.value : found.error.lastKnown;
  const fits = proves(deps.seal, { wardId: tx.wardId, code }, look.proof, record?.secretHashes ?? []);
  if (!record || !fits) return { outcome: found.ok ? 'no_match' : 'source_down' };
  // Only now: a wrong guess must not cost a write more when it hits a code that exists.
  if (record.unsaved) await saveDossiers(tx, [record]);
  const toldHash = statusHash(record.facts);
  await noteLookUp(tx, { code, conversationId: look.conversationId, toldHash }, new Date(look.now));
  return { outcome: 'found', record, ...(found.ok ? {} : { asOf: record.asOf }) };
}

/** Whole minutes until the next try is allowed; 0 = now. */
async function minutesLocked(tx: WardTx, attempt: Attempt, now: number): Promise<number> {
  const { byCitizen, ofCode } = await loadAttempts(tx, attempt, new Date(now - hourMs));
  const waits = [waitMs(byCitizen, perCitizen, now), waitMs(ofCode, perCode, now)];
  return Math.ceil(Math.max(...waits) / 60_000);
}

/** Free again when the limit-th newest failure is an hour old. */
function waitMs(newestFirst: readonly Date[], limit: number, now: number): number {
  const decisive = newestFirst[limit - 1];
  return decisive ? Math.max(0, decisive.getTime() + hourMs - now) : 0;
}
