import { WardChange, WardView } from '../../contracts/console/admin.ts';
import { OfficeHoursInput, OfficeHoursSettings } from '../../contracts/console/hours.ts';
import type { WardTx } from '../../store/database.ts';
import { recordAct, type StaffRoute, staffRoute } from '../staff/index.ts';
import { changeWard, loadWard } from '../wards/index.ts';
import type { WardAdminDeps } from './list-routes.ts';
import { keepVersion } from './ward-versions.ts';

/** The ward itself: its name, whom citizens may turn to, when it is open. */
export const createWardRoutes = ({ db, clock }: WardAdminDeps): StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/admin/ward',
    summary: 'Tên và các đầu mối liên hệ của phường',
    answer: WardView,
    handle: ({ actor }) => db.forWard(actor.wardId, showWard),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/admin/ward',
    summary: 'Sửa tên, đầu mối liên hệ của phường; null bỏ đi điều đã khai',
    body: WardChange,
    answer: WardView,
    handle: ({ actor, body: { name, ...settings } }) =>
      db.forWard(actor.wardId, async (tx) => {
        const change = Object.keys(settings).length > 0 ? keepVersion : justDo;
        await change(tx, { kind: 'contacts', by: actor.staffId }, () => changeWard(tx, { name, settings }));
        const facts = { fields: [...(name === undefined ? [] : ['name']), ...Object.keys(settings)] };
        const act = { staffId: actor.staffId, at: clock.now(), target: `ward ${actor.wardId}` };
        await recordAct(tx, { ...act, action: 'ward.changed', facts });
        return showWard(tx);
      }),
  }),
  staffRoute({
    method: 'GET',
    path: '/admin/office-hours',
    summary: 'Giờ làm việc trong tuần, ngày nghỉ và ngày làm bù của từng năm',
    answer: OfficeHoursSettings,
    handle: ({ actor }) => db.forWard(actor.wardId, showHours),
  }),
  staffRoute({
    method: 'PUT',
    path: '/admin/office-hours',
    summary: 'Thay toàn bộ giờ làm việc, ngày nghỉ, ngày làm bù',
    body: OfficeHoursInput,
    answer: OfficeHoursSettings,
    handle: ({ actor, body: officeHours }) =>
      db.forWard(actor.wardId, async (tx) => {
        await keepVersion(tx, { kind: 'hours', by: actor.staffId }, () =>
          changeWard(tx, { settings: { officeHours } }),
        );
        const facts = { years: officeHours.years.map(({ year }) => year) };
        const act = { staffId: actor.staffId, at: clock.now(), target: `ward ${actor.wardId}` };
        await recordAct(tx, { ...act, action: 'ward.office_hours_changed', facts });
        return showHours(tx);
      }),
  }),
];

const justDo: typeof keepVersion = (_tx, _what, change) => change();

const showHours = async (tx: WardTx) => (await loadWard(tx)).settings.officeHours;

async function showWard(tx: WardTx) {
  const { code, name, province, settings } = await loadWard(tx);
  const { contacts, hotline = null, website = null, map = null } = settings;
  const { officerAnswersWithinWorkingHours = null } = settings;
  return { code, name, province, contacts, hotline, website, map, officerAnswersWithinWorkingHours };
}
