import { CaseCounts, CaseList, CaseQuery } from '../../contracts/console/cases.ts';
import { Lookups } from '../../contracts/console/lookups.ts';
import { daysOff } from '../../rules/office-hours.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import { readCounts, readList } from './case-list.ts';
import { type CaseRoutesDeps, loadOfficeHours } from './desk.ts';
import { loadLookups } from './lookups.repo.ts';

/** No time limit runs longer. */
const daysAhead = 366;

/** Folders of the inbox, their counts, and what menus are made of. */
export function createListRoutes({ db, now }: CaseRoutesDeps): readonly StaffRoute[] {
  return [
    staffRoute({
      method: 'GET',
      path: '/cases',
      summary: 'Danh sách phản ánh theo ngăn, có tìm và lọc',
      query: CaseQuery,
      answer: CaseList,
      handle: ({ actor, query }) => db.forWard(actor.wardId, (tx) => readList(tx, actor, query, now())),
    }),
    staffRoute({
      method: 'GET',
      path: '/cases/counts',
      summary: 'Số phản ánh trong từng ngăn',
      answer: CaseCounts,
      handle: ({ actor }) => db.forWard(actor.wardId, (tx) => readCounts(tx, actor, now())),
    }),
    staffRoute({
      method: 'GET',
      path: '/lookups',
      summary: 'Bộ phận, khu phố, lĩnh vực, cán bộ và mẫu câu',
      answer: Lookups,
      handle: ({ actor }) =>
        db.forWard(actor.wardId, async (tx) => ({
          ...(await loadLookups(tx, now())),
          daysOff: daysOff(await loadOfficeHours(tx), now(), daysAhead),
        })),
    }),
  ];
}
