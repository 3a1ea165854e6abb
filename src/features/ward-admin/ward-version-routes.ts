import { WardContacts, WardVersionList, WardVersionQuery } from '../../contracts/console/admin.ts';
import { OfficeHoursSettings } from '../../contracts/console/hours.ts';
import type { WardTx } from '../../store/database.ts';
import { idIn, recordAct, type StaffRoute, staffRoute } from '../staff/index.ts';
import { changeWard } from '../wards/index.ts';
import type { WardAdminDeps } from './list-routes.ts';
import { refusal } from './ward-admin.errors.ts';
import { listVersions, loadVersion, type WardVersion } from './ward-versions.repo.ts';
import { keepVersion } from './ward-versions.ts';

/** What the contacts and the office hours have been, and the way back; going back is a version of its own. */
export const createWardVersionRoutes = ({ db, clock }: WardAdminDeps): StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/admin/ward/versions',
    summary: 'Các phiên bản của đầu mối liên hệ hoặc giờ làm việc, mới nhất trước',
    query: WardVersionQuery,
    answer: WardVersionList,
    handle: ({ actor, query: { kind } }) =>
      db.forWard(actor.wardId, async (tx) => ({ versions: (await listVersions(tx, kind)).map(viewOf) })),
  }),
  staffRoute({
    method: 'POST',
    path: '/admin/ward/versions/:id/restore',
    summary: 'Quay về phiên bản này của đầu mối liên hệ hoặc giờ làm việc',
    answer: WardVersionList,
    handle: ({ actor, params }) =>
      db.forWard(actor.wardId, async (tx) => {
        const old = await loadVersion(tx, idIn(params));
        if (!old) throw refusal('not_found');
        await keepVersion(tx, { kind: old.kind, by: actor.staffId }, () => restore(tx, old));
        const act = { staffId: actor.staffId, at: clock.now(), target: `ward ${actor.wardId}` };
        const facts = { kind: old.kind, version: old.version };
        await recordAct(tx, { ...act, action: 'ward.version_restored', facts });
        return { versions: (await listVersions(tx, old.kind)).map(viewOf) };
      }),
  }),
];

const restore = (tx: WardTx, { kind, content }: WardVersion): Promise<void> =>
  changeWard(tx, {
    settings:
      kind === 'hours' ? { officeHours: OfficeHoursSettings.parse(content) } : WardContacts.parse(content),
  });

function viewOf({
  id,
  kind,
  version,
  state,
  content,
  ...row
}: WardVersion): WardVersionList['versions'][number] {
  return {
    id,
    version,
    state,
    author: row.authorId === null ? null : { id: row.authorId, name: row.authorName ?? '' },
    at: row.at.getTime(),
    contacts: kind === 'contacts' ? WardContacts.parse(content) : null,
    hours: kind === 'hours' ? OfficeHoursSettings.parse(content) : null,
  };
}
