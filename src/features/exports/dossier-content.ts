import type { Actor } from '../../core/actor.ts';
import type { Seal } from '../../lib/seal.ts';
import type { WardTx } from '../../store/database.ts';
import {
  type Contact,
  loadAnswers,
  loadHistory,
  loadPage,
  maySeeCitizen,
  openContact,
  seen,
  sightOf,
} from '../cases/index.ts';
import { loadWard } from '../wards/index.ts';
import { loadPhotos, loadPlaceNames } from './dossier-parts.repo.ts';

export type DossierContent = Awaited<ReturnType<typeof loadDossier>>;

/** Everything about a case that this person may see; refuses what they may not open. */
export async function loadDossier(
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
