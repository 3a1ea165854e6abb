import type { Clock } from '../../core/clock.ts';
import type { DeadlineRule } from '../../rules/deadlines.ts';
import { localDate } from '../../rules/local-day.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { recordAct, type StaffRoute, staffRoute } from '../staff/index.ts';
import { insertRow, isStillUsed, loadList, referencesExist, updateRow } from './lists.repo.ts';
import { type WardList, wardLists } from './lists.ts';
import { refusal } from './ward-admin.errors.ts';

export interface WardAdminDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Of the law and the starter pack; a ward's own rows stand before them. */
  readonly deadlines: readonly DeadlineRule[];
}

/** Offices, neighbourhoods, categories, templates: added, changed and closed, never deleted, for cases name them. */
export const createListRoutes = (deps: WardAdminDeps): StaffRoute[] =>
  wardLists.flatMap((list) => [showRoute(deps, list), addRoute(deps, list), changeRoute(deps, list)]);

const show = async (tx: WardTx, list: WardList) => ({ [list.name]: await loadList(tx, list) });

const showRoute = ({ db }: WardAdminDeps, list: WardList): StaffRoute =>
  staffRoute({
    method: 'GET',
    path: `/admin/${list.name}`,
    summary: `Danh sách ${list.noun}, cả những mục đã đóng`,
    answer: list.list,
    handle: ({ actor }) => db.forWard(actor.wardId, (tx) => show(tx, list)),
  });

const addRoute = ({ db, clock }: WardAdminDeps, list: WardList): StaffRoute =>
  staffRoute({
    method: 'POST',
    path: `/admin/${list.name}`,
    summary: `Thêm ${list.noun}`,
    body: list.add,
    answer: list.list,
    handle: ({ actor, body }) =>
      db.forWard(actor.wardId, async (tx) => {
        if (!(await referencesExist(tx, body))) throw refusal('unknown_reference');
        const key = await insertRow(tx, list, body);
        if (key === null) throw refusal('code_taken');
        const act = { staffId: actor.staffId, at: clock.now(), target: `${list.table} ${key}` };
        await recordAct(tx, { ...act, action: `${list.name}.added`, facts: {} });
        return show(tx, list);
      }),
  });

const changeRoute = ({ db, clock }: WardAdminDeps, list: WardList): StaffRoute =>
  staffRoute({
    method: 'PATCH',
    path: `/admin/${list.name}/:id`,
    summary: `Sửa, đóng hoặc mở lại ${list.noun}`,
    body: list.change,
    answer: list.list,
    handle: ({ actor, params: { id: key = '' }, body: { closed, ...row } }) =>
      db.forWard(actor.wardId, async (tx) => {
        const at = clock.now();
        if (!(await referencesExist(tx, row))) throw refusal('unknown_reference');
        if (closed && (await isStillUsed(tx, list, { key, today: localDate(at) })))
          throw refusal('still_used');
        const closedAt = closed === undefined ? undefined : closedMoment(closed, at);
        if (!(await updateRow(tx, list, { key, row, closedAt }))) throw refusal('not_found');
        const facts = { fields: Object.keys(row), ...(closed !== undefined && { closed }) };
        const act = { staffId: actor.staffId, at, target: `${list.table} ${key}` };
        await recordAct(tx, { ...act, action: `${list.name}.changed`, facts });
        return show(tx, list);
      }),
  });

const closedMoment = (closed: boolean, at: number): Date | null => (closed ? new Date(at) : null);
