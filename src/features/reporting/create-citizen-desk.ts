import type { CaseRules } from '../../rules/case-rules.ts';
import type { DeadlineRule } from '../../rules/deadlines.ts';
import type { WardTx } from '../../store/database.ts';
import {
  addCitizenPhoto,
  addCitizenWords,
  addEvent,
  addNote,
  draftPhotoIds,
  dropDraftPhotos,
  fileCase,
  findSimilarFor,
  followCase,
  loadClockwork,
  rateCase,
  reopenByCitizen,
  reopenDays,
  withdrawCase,
} from '../cases/index.ts';
import type { PhotoCleaner } from '../web-chat/index.ts';
import { findRateable, latestRated, loadCode } from './citizen-acts.repo.ts';
import type { Act, CitizenDesk } from './citizen-desk.ts';
import { keepPhoto } from './report-photos.ts';
import { loadOfficeName } from './reporting.repo.ts';

export interface CitizenDeskDeps {
  readonly photos: PhotoCleaner;
  readonly deadlines: readonly DeadlineRule[];
  readonly rules: CaseRules;
}

const hourMs = 3_600_000;

/** What a citizen may do with cases, on the ward's database. */
export function createCitizenDesk(deps: CitizenDeskDeps): CitizenDesk {
  return {
    reopenDays: (tx, at) => reopenDays(tx, deps, at),
    async file(tx, report, at) {
      const { conversationId } = report;
      const photoIds = conversationId === null ? [] : await draftPhotoIds(tx, conversationId);
      const filed = await fileCase(tx, { ...report, photoIds }, at, await loadClockwork(tx, deps));
      return { ...filed, photos: photoIds.length, office: await loadOfficeName(tx, filed.officeId) };
    },
    keepPhoto: async (tx, photo) => {
      const kept = await keepPhoto(deps.photos, tx, photo);
      return kept.ok ? kept.value.count : kept.error;
    },
    countPhotos: async (tx, conversationId) => (await draftPhotoIds(tx, conversationId)).length,
    dropPhotos: dropDraftPhotos,
    addPhoto: (tx, wish) => addPhoto(deps, tx, wish),
    addWords: async (tx, wish) => (await addCitizenWords(tx, wish)).outcome === 'added',
    withdraw: async (tx, wish) => (await withdrawCase(tx, wish)).outcome === 'withdrawn',
    async reopen(tx, wish) {
      const opened = await reopenByCitizen(tx, deps, wish);
      return opened.outcome === 'reopened' ? opened.dueAt : null;
    },
    async follow(tx, wish) {
      const { outcome } = await followCase(tx, wish);
      return outcome === 'following' || outcome === 'already' ? loadCode(tx, wish.caseId) : null;
    },
    rate: (tx, wish) => rate(deps, tx, wish),
    async comment(tx, { conversationId, words, at }) {
      const caseId = await latestRated(tx, conversationId, at - hourMs);
      if (caseId === undefined || words === '') return;
      const noteId = await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words });
      await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'rating_comment', facts: { noteId } });
    },
    async similar(tx, { at, conversationId, ...sketch }) {
      const [best] = await findSimilarFor(tx, { ...sketch, receivedAt: at }, conversationId);
      return best;
    },
  };
}

/** Stored first as one of this chat's own, then given to the case: what fails in between is swept away. */
async function addPhoto(
  { photos }: CitizenDeskDeps,
  tx: WardTx,
  wish: Act & { readonly bytes: Uint8Array },
): ReturnType<CitizenDesk['addPhoto']> {
  const kept = await keepPhoto(photos, tx, wish);
  if (!kept.ok) return kept.error;
  const { outcome } = await addCitizenPhoto(tx, { ...wish, photoId: kept.value.id });
  if (outcome === 'too_many_photos') return 'too_many';
  return outcome === 'added' ? 'added' : 'ended';
}

const rate = async (
  deps: CitizenDeskDeps,
  tx: WardTx,
  { conversationId, stars, at }: Parameters<CitizenDesk['rate']>[1],
): ReturnType<CitizenDesk['rate']> => {
  const caseId = await findRateable(tx, conversationId);
  if (caseId === undefined) return 'none';
  const { outcome } = await rateCase(tx, deps, { caseId, conversationId, rating: stars, words: null, at });
  if (outcome === 'not_now') return 'none';
  return outcome === 'returned' ? 'bad' : 'good';
};
