import type { PublicationDraft, ReleasePublication } from '../../contracts/console/publications.ts';
import type { WardTx } from '../../store/database.ts';
import { digestOf, type Mask, personalPlaces, type Texts } from './masked-text.ts';
import { refusal } from './publications.errors.ts';
import { loadSource, markReleased, markWithdrawn, type Source, saveDraft } from './publications.repo.ts';

/** Who does it to which case, and when. */
export interface PublicationAct {
  readonly caseId: number;
  readonly staffId: number;
  readonly at: number;
}

export async function sourceOf(tx: WardTx, caseId: number): Promise<Source> {
  const source = await loadSource(tx, caseId);
  if (!source) throw refusal('not_publishable');
  return source;
}

/** The texts as they were prepared; before that, as the rules mask what was asked and answered. */
export const textsOf = (source: Source, mask: Mask): Texts => ({
  question: source.question ?? mask(source.body).text,
  answer: source.answer ?? mask(source.finalAnswer).text,
});

/** Keeps a draft; a released one is out of the public page until somebody releases the new texts. */
export async function draftPublication(
  tx: WardTx,
  act: PublicationAct,
  draft: PublicationDraft,
): Promise<void> {
  await saveDraft(tx, { ...(await sourceOf(tx, act.caseId)), ...draft }, act.staffId);
}

/** Publishes what the releaser has read, if the rules find nothing personal that they did not keep by name. */
export async function releasePublication(
  tx: WardTx,
  act: PublicationAct,
  { wish, mask }: { readonly wish: ReleasePublication; readonly mask: Mask },
): Promise<void> {
  if (!wish.checked) throw refusal('not_checked');
  const source = await sourceOf(tx, act.caseId);
  const { question, answer } = source;
  if (question === null || answer === null) throw refusal('no_publication');
  if (digestOf({ question, answer }) !== wish.digest) throw refusal('publication_changed');
  const left = personalPlaces(mask, { question, answer }).filter(({ words }) => !wish.keep.includes(words));
  if (left.length > 0) throw refusal('still_personal');
  await markReleased(tx, act);
}

export async function withdrawPublication(tx: WardTx, caseId: number): Promise<void> {
  if (!(await markWithdrawn(tx, caseId))) throw refusal('no_publication');
}
