import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Actor } from '../../core/actor.ts';
import type { Clock } from '../../core/clock.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database } from '../../store/database.ts';
import { idOf } from '../cases/index.ts';
import { loadDossier } from './dossier-content.ts';
import { dossierDocument } from './dossier-document.ts';

export interface DossierDeps {
  readonly db: Database;
  readonly speak: Speak;
  readonly seal: Seal;
  readonly clock: Clock;
}

/** The case as one document (*hồ sơ*). */
export async function caseDossier(
  { db, seal, speak, clock }: DossierDeps,
  actor: Actor,
  id: string | undefined,
): Promise<{ readonly code: string; readonly bytes: Uint8Array }> {
  const wish = { actor, caseId: idOf(id) };
  const content = await db.forWard(actor.wardId, (tx) => loadDossier(tx, seal, wish));
  return { code: content.code, bytes: await dossierDocument(content, speak, clock.now()) };
}
