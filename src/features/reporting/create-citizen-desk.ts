import { findSimilar } from '../../rules/similar-cases.ts';
import type { WardTx } from '../../store/database.ts';
import { addEvent, addNote, type Clockwork, fileCase, startClock } from '../cases/index.ts';
import type { PhotoCleaner } from '../web-chat/index.ts';
import {
  type AnsweredCase,
  addFollower,
  latestRated,
  loadCandidates,
  lockAnswered,
  lockUnrated,
  markNews,
  openAgain,
  saveRating,
  withdrawRow,
} from './citizen-acts.repo.ts';
import type { Act, CitizenDesk } from './citizen-desk.ts';
import { attachPhotos, dropDraftPhotos } from './report-photos.repo.ts';
import { keepPhoto } from './report-photos.ts';
import { loadOfficeName } from './reporting.repo.ts';

export interface CitizenDeskDeps {
  readonly photos: PhotoCleaner;
  readonly reopenDays: number;
  /** What time limits are counted with in this ward. */
  clockwork(tx: WardTx): Promise<Clockwork>;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Stars up to this bring a case back. */
const badStars = 2;
const similarDays = 30;

/** What a citizen may do with cases, on the ward's database. */
export function createCitizenDesk(deps: CitizenDeskDeps): CitizenDesk {
  const { photos, reopenDays } = deps;
  return {
    reopenDays,
    async file(tx, report, at) {
      const filed = await fileCase(tx, report, at, await deps.clockwork(tx));
      if (report.conversationId !== null) await attachPhotos(tx, filed.id, report.conversationId);
      return { ...filed, office: await loadOfficeName(tx, filed.officeId) };
    },
    keepPhoto: (tx, conversationId, bytes) => keepPhoto(photos, tx, { caseId: null, conversationId, bytes }),
    dropPhotos: dropDraftPhotos,
    addPhoto: (tx, wish) => addPhoto(deps, tx, wish),
    async addWords(tx, { caseId, at, words }) {
      if (!(await markNews(tx, caseId, at))) return false;
      const noteId = await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words });
      await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'citizen_wrote', facts: { noteId } });
      return true;
    },
    async withdraw(tx, { caseId, conversationId, at }) {
      const done = await withdrawRow(tx, caseId, conversationId, at);
      if (done) await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'withdrawn' });
      return done;
    },
    async reopen(tx, { caseId, conversationId, at, words }) {
      const found = await lockAnswered(tx, { caseId, conversationId, since: at - reopenDays * dayMs });
      if (!found) return null;
      const noteId = await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words });
      return openWithFreshClock(deps, tx, found, { at, kind: 'reopened', facts: { noteId } });
    },
    async follow(tx, { caseId, conversationId, at }) {
      const code = await addFollower(tx, caseId, conversationId);
      if (code !== null) await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'followed' });
      return code;
    },
    async rate(tx, { conversationId, stars, at }) {
      const found = await lockUnrated(tx, conversationId, at - reopenDays * dayMs);
      if (!found) return 'none';
      await saveRating(tx, found.id, stars, at);
      await addEvent(tx, { caseId: found.id, at, actor: 'citizen', kind: 'rated', facts: { stars } });
      if (stars > badStars) return 'good';
      await openWithFreshClock(deps, tx, found, { at, kind: 'rated_badly', facts: { stars } });
      return 'bad';
    },
    async comment(tx, { conversationId, words, at }) {
      const caseId = await latestRated(tx, conversationId, at - hourMs);
      if (caseId === undefined || words === '') return;
      const noteId = await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words });
      await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'rating_comment', facts: { noteId } });
    },
    similar: findSimilarCase,
  };
}

/** Back to its office, with the time limit of a new case. */
async function openWithFreshClock(
  deps: CitizenDeskDeps,
  tx: WardTx,
  found: AnsweredCase,
  event: { readonly at: number; readonly kind: string; readonly facts: Readonly<Record<string, number>> },
): Promise<number> {
  const clock = startClock(found, await deps.clockwork(tx), event.at);
  await openAgain(tx, found.id, clock, event.at);
  const facts = { ...event.facts, dueAt: clock.dueAt };
  await addEvent(tx, { caseId: found.id, at: event.at, actor: 'citizen', kind: event.kind, facts });
  return clock.dueAt;
}

async function addPhoto(
  { photos }: CitizenDeskDeps,
  tx: WardTx,
  wish: Act & { readonly bytes: Uint8Array },
): ReturnType<CitizenDesk['addPhoto']> {
  const { caseId, at } = wish;
  if (!(await markNews(tx, caseId, at))) return 'ended';
  const kept = await keepPhoto(photos, tx, wish);
  if (typeof kept !== 'number') return kept;
  await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'photo_added' });
  return 'added';
}

const findSimilarCase: CitizenDesk['similar'] = async (tx, { at, conversationId, ...sketch }) => {
  const since = at - similarDays * dayMs;
  const rows = await loadCandidates(tx, { category: sketch.category, conversationId, since });
  const [best] = findSimilar(
    { ...sketch, receivedAt: at },
    rows.map(({ id, body, receivedAt, neighbourhoodId, latitude, longitude }) => ({
      id,
      text: body,
      category: sketch.category,
      neighbourhoodId,
      receivedAt: receivedAt.getTime(),
      place: latitude === null || longitude === null ? null : { latitude, longitude },
    })),
    { days: similarDays, most: 1 },
  );
  const row = best && rows.find(({ id }) => id === best.id);
  return row && { id: row.id, excerpt: row.body, receivedAt: row.receivedAt.getTime() };
};
