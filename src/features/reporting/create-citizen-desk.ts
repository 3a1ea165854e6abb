import type { CaseRules } from '../../rules/case-rules.ts';
import { reopenDaysOn } from '../../rules/case-rules.ts';
import type { DeadlineRule } from '../../rules/deadlines.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import {
  addEvent,
  addFollower,
  addNote,
  attachPhotos,
  changeCase,
  dropDraftPhotos,
  fileCase,
  findSimilarFor,
  freshStart,
  loadClockwork,
  loadFacts,
  type NoticeKind,
  noticeStaff,
} from '../cases/index.ts';
import type { PhotoCleaner } from '../web-chat/index.ts';
import {
  latestRated,
  lockAnswered,
  lockFollowable,
  lockUnrated,
  markNews,
  saveRating,
  withdrawRow,
} from './citizen-acts.repo.ts';
import type { Act, CitizenDesk } from './citizen-desk.ts';
import { keepPhoto } from './report-photos.ts';
import { loadOfficeName } from './reporting.repo.ts';

export interface CitizenDeskDeps {
  readonly photos: PhotoCleaner;
  readonly deadlines: readonly DeadlineRule[];
  readonly rules: CaseRules;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Stars up to this bring a case back. */
const badStars = 2;

/** What a citizen may do with cases, on the ward's database. */
export function createCitizenDesk(deps: CitizenDeskDeps): CitizenDesk {
  const { photos } = deps;
  const reopenDays = (at: number): number => reopenDaysOn(deps.rules, localDate(at));
  return {
    reopenDays,
    async file(tx, report, at) {
      const filed = await fileCase(tx, report, at, await loadClockwork(tx, deps));
      if (report.conversationId !== null) await attachPhotos(tx, filed.id, report.conversationId);
      return { ...filed, office: await loadOfficeName(tx, filed.officeId) };
    },
    keepPhoto: (tx, wish) => keepPhoto(photos, tx, { caseId: null, ...wish }),
    dropPhotos: dropDraftPhotos,
    addPhoto: (tx, wish) => addPhoto(deps, tx, wish),
    async addWords(tx, { caseId, at, words }) {
      if (!(await markNews(tx, caseId, at))) return false;
      const noteId = await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words });
      await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'citizen_wrote', facts: { noteId } });
      await tellStaff(tx, { kind: 'citizen_wrote', caseId, at, mark: noteId });
      return true;
    },
    async withdraw(tx, { caseId, conversationId, at }) {
      const done = await withdrawRow(tx, caseId, conversationId, at);
      if (!done) return false;
      await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'withdrawn' });
      await tellStaff(tx, { kind: 'withdrawn', caseId, at, mark: at });
      return true;
    },
    async reopen(tx, { caseId, conversationId, at, words }) {
      const found = await lockAnswered(tx, { caseId, conversationId, since: at - reopenDays(at) * dayMs });
      if (!found) return null;
      const noteId = await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words });
      return openWithFreshClock(deps, tx, found, { at, kind: 'reopened', facts: { noteId } });
    },
    async follow(tx, { caseId, conversationId, at }) {
      const code = await lockFollowable(tx, caseId);
      if (code !== null && (await addFollower(tx, caseId, conversationId)))
        await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'followed' });
      return code;
    },
    async rate(tx, { conversationId, stars, at }) {
      const found = await lockUnrated(tx, conversationId, at - reopenDays(at) * dayMs);
      if (!found) return 'none';
      await saveRating(tx, found, stars, at);
      await addEvent(tx, { caseId: found, at, actor: 'citizen', kind: 'rated', facts: { stars } });
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
    async similar(tx, { at, conversationId, ...sketch }) {
      const [best] = await findSimilarFor(tx, { ...sketch, receivedAt: at }, conversationId);
      return best;
    },
  };
}

/** Back to its whole office, with the time limit of a new case. */
async function openWithFreshClock(
  deps: CitizenDeskDeps,
  tx: WardTx,
  caseId: number,
  event: {
    readonly at: number;
    readonly kind: 'reopened' | 'rated_badly';
    readonly facts: Readonly<Record<string, number>>;
  },
): Promise<number> {
  const { at, kind } = event;
  const facts = await loadFacts(tx, caseId);
  if (!facts) throw new Error('The case that is locked is gone');
  const fresh = await freshStart(tx, deps, { facts, at, keepsHandler: false });
  const kept = {
    ...fresh,
    news_at: new Date(at),
    ...(kind === 'rated_badly' ? { rated_at: new Date(at) } : {}),
  };
  if (!(await changeCase(tx, { caseId, version: facts.version, at }, kept)))
    throw new Error('The case that is locked was changed');
  const dueAt = kept.due_at?.getTime() ?? at;
  await addEvent(tx, { caseId, at, actor: 'citizen', kind, facts: { ...event.facts, dueAt } });
  await tellStaff(tx, { kind, caseId, at, mark: at });
  return dueAt;
}

/** Who handles the case hears of what its citizen did; the mark keeps one occasion apart from the next. */
async function tellStaff(
  tx: WardTx,
  news: { readonly kind: NoticeKind; readonly caseId: number; readonly at: number; readonly mark: number },
): Promise<void> {
  const { kind, caseId, at, mark } = news;
  const facts = await loadFacts(tx, caseId);
  const occasion = `${kind}:${caseId}:${mark}`;
  await noticeStaff(tx, { occasion, kind, caseId, at, facts: { code: facts?.code ?? '' } });
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
