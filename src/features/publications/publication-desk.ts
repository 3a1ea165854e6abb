import type { Speak } from '../../catalog/spoken-texts.ts';
import {
  Publication,
  PublicationDraft,
  PublicationList,
  PublicationQuery,
  ReleasePublication,
} from '../../contracts/console/publications.ts';
import type { Clock } from '../../core/clock.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { addEvent } from '../cases/index.ts';
import { type StaffCall, type StaffRoute, staffRoute } from '../staff/index.ts';
import { createMask } from './masked-text.ts';
import { publicationView, rowView } from './publication-view.ts';
import { refusal } from './publications.errors.ts';
import { listPublications } from './publications.repo.ts';
import {
  draftPublication,
  type PublicationAct,
  releasePublication,
  sourceOf,
  withdrawPublication,
} from './publish.ts';

export interface PublicationDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly speak: Speak;
  readonly seal: Seal;
}

/** What communications officers prepare and release for the public page. */
export function createPublicationRoutes(deps: PublicationDeps): readonly StaffRoute[] {
  const mask = createMask(deps.speak);
  const view = async (tx: WardTx, caseId: number) =>
    publicationView(await sourceOf(tx, caseId), mask, deps.seal);
  /** Does it in one transaction, writes it into the case's history and answers with the publication as it is now. */
  const act = (call: StaffCall, kind: string, work: (tx: WardTx, by: PublicationAct) => Promise<void>) =>
    deps.db.forWard(call.actor.wardId, async (tx) => {
      const by = { caseId: caseIdOf(call), staffId: call.actor.staffId, at: deps.clock.now() };
      await work(tx, by);
      await addEvent(tx, { ...by, actor: 'staff', kind });
      return view(tx, by.caseId);
    });
  return [
    staffRoute({
      method: 'GET',
      path: '/publications',
      summary: 'Câu hỏi, câu trả lời để đăng công khai',
      query: PublicationQuery,
      answer: PublicationList,
      handle: ({ actor, query }) =>
        deps.db.forWard(actor.wardId, async (tx) => {
          const rows = await listPublications(tx, query);
          const next = rows.length === query.limit ? (rows.at(-1)?.caseId ?? null) : null;
          return { publications: rows.map((row) => rowView(row, mask)), next };
        }),
    }),
    staffRoute({
      method: 'GET',
      path: '/cases/:id/publication',
      summary: 'Bản đăng của một phản ánh: đã che gì, còn gì cần người xem lại',
      answer: Publication,
      handle: (call) => deps.db.forWard(call.actor.wardId, (tx) => view(tx, caseIdOf(call))),
    }),
    staffRoute({
      method: 'PUT',
      path: '/cases/:id/publication',
      summary: 'Lưu bản nháp để đăng; bản đang đăng được gỡ xuống cho đến khi duyệt lại',
      body: PublicationDraft,
      answer: Publication,
      handle: (call) => act(call, 'publication_drafted', (tx, by) => draftPublication(tx, by, call.body)),
    }),
    staffRoute({
      method: 'POST',
      path: '/cases/:id/publication/release',
      summary: 'Duyệt đăng công khai, sau khi đã đọc và xác nhận',
      body: ReleasePublication,
      answer: Publication,
      handle: (call) =>
        act(call, 'published', (tx, by) => releasePublication(tx, by, { wish: call.body, mask })),
    }),
    staffRoute({
      method: 'POST',
      path: '/cases/:id/publication/withdraw',
      summary: 'Gỡ khỏi trang công khai',
      handle: (call) => withdraw(deps, call),
    }),
  ];
}

/** Also what may not be published any more can be taken back: there is nothing left to show then. */
const withdraw = ({ db, clock }: PublicationDeps, call: StaffCall): Promise<void> =>
  db.forWard(call.actor.wardId, async (tx) => {
    const caseId = caseIdOf(call);
    await withdrawPublication(tx, caseId);
    const { staffId } = call.actor;
    await addEvent(tx, { caseId, at: clock.now(), actor: 'staff', staffId, kind: 'publication_withdrawn' });
  });

function caseIdOf({ params }: StaffCall): number {
  const id = Number(params.id);
  if (!Number.isSafeInteger(id) || id <= 0) throw refusal('no_case');
  return id;
}
