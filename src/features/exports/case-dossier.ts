import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Actor } from '../../core/actor.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database, WardTx } from '../../store/database.ts';
import {
  type Contact,
  idOf,
  loadAnswers,
  loadHistory,
  loadPage,
  maySeeCitizen,
  openContact,
  seen,
  sightOf,
} from '../cases/index.ts';
import { loadWard } from '../wards/index.ts';
import { dossierDocument } from './dossier-document.ts';
import { loadPhotos, loadPlaceNames } from './dossier-parts.repo.ts';

export interface DossierDeps {
  readonly db: Database;
  readonly speak: Speak;
  readonly seal: Seal;
  readonly clock: { now(): number };
}

/** Everything about a case that this person may see, as one document. */
export async function caseDossier(
  deps: DossierDeps,
  actor: Actor,
  id: string | undefined,
): Promise<{ readonly code: string; readonly bytes: Uint8Array }> {
  const content = await deps.db.forWard(actor.wardId, (tx) =>
    collect(tx, deps.seal, { actor, caseId: idOf(id) }),
  );
  const bytes = await dossierDocument(content, deps.speak, deps.clock.now());
  return { code: content.code, bytes };
}

export type DossierContent = Awaited<ReturnType<typeof collect>>;

async function collect(
  tx: WardTx,
  seal: Seal,
  { actor, caseId }: { readonly actor: Actor; readonly caseId: number },
) {
  const facts = await seen(tx, actor, caseId);
  const page = await loadPage(tx, caseId);
  if (!page) throw new Error('A case was seen and is not there');
  const mayKnow = maySeeCitizen(sightOf(actor), facts);
  const contact: Contact | 'hidden' | null = mayKnow ? openContact(seal, facts.contactSealed) : 'hidden';
  return {
    ...page,
    ...(await loadPlaceNames(tx, caseId)),
    categoryName: facts.categoryVi ?? facts.category,
    contact,
    ward: (await loadWard(tx)).name,
    answers: (await loadAnswers(tx, caseId)).filter(({ state }) => state === 'queued' || state === 'phoned'),
    history: await loadHistory(tx, caseId),
    pictures: await loadPhotos(tx, caseId),
  };
}
