import type { ServerResponse } from 'node:http';
import type { Speak } from '../../catalog/spoken-texts.ts';
import { MonthQuery, RegisterQuery } from '../../contracts/console/exports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database } from '../../store/database.ts';
import { sightOf } from '../cases/index.ts';
import { FileAnswer, type StaffRoute, staffRoute, streaming } from '../staff/index.ts';
import { firstOfMonth, wardFigures } from '../statistics/index.ts';
import { caseDossier } from './case-dossier.ts';
import { refusal } from './exports.errors.ts';
import { writeMonthly } from './monthly.ts';
import { writeRegister } from './register.ts';

export interface ExportDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly speak: Speak;
  readonly seal: Seal;
}

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const mostDays = 366;

/** Files for the ward's records; each holds what the person who asks for it may see. */
export const createExportRoutes = (deps: ExportDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/exports/register.xlsx',
    summary: 'Sổ theo dõi phản ánh, kiến nghị (XLSX)',
    query: RegisterQuery,
    handle: async ({ actor, query, response }) => {
      checkPeriod(query);
      const wish = { ...query, ward: actor.wardId, sight: sightOf(actor), now: deps.clock.now() };
      return sendSheet(response, `so-theo-doi-${query.from}-${query.to}.xlsx`, () =>
        writeRegister(deps, wish, response),
      );
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/exports/monthly.xlsx',
    summary: 'Số liệu tháng theo bộ phận và lĩnh vực (XLSX)',
    query: MonthQuery,
    handle: async ({ actor, query, response }) => {
      const period = { from: `${query.month}-01`, to: lastOfMonth(query.month) };
      const unassigned = deps.speak('vi', 'exports.monthly.noOffice');
      const question = { actor, period, now: deps.clock.now(), unassigned };
      const figures = await deps.db.forWard(actor.wardId, (tx) => wardFigures(tx, question));
      return sendSheet(response, `so-lieu-${query.month}.xlsx`, () =>
        writeMonthly(deps.speak, figures, response),
      );
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/cases/:id/dossier.docx',
    summary: 'Hồ sơ của một phản ánh, có hình ảnh (DOCX)',
    handle: async ({ actor, params }) => {
      const { code, bytes } = await caseDossier(deps, actor, params.id);
      return new FileAnswer({ mime: documentType, bytes, fileName: `${code}.docx` });
    },
  }),
];

function checkPeriod({ from, to }: { readonly from: string; readonly to: string }): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days < 0) throw refusal('bad_period');
  if (days >= mostDays) throw refusal('period_too_long');
}

const lastOfMonth = (month: string): string => {
  const next = Date.parse(firstOfMonth(`${month}-01`, 1));
  return new Date(next - 86_400_000).toISOString().slice(0, 10);
};

/** A failure in the middle breaks the connection: half a file must not look like a whole one. */
async function sendSheet(
  response: ServerResponse,
  name: string,
  write: () => Promise<void>,
): Promise<typeof streaming> {
  response.setHeader('content-type', sheetType);
  response.setHeader('content-disposition', `attachment; filename="${name}"`);
  response.setHeader('cache-control', 'no-store');
  try {
    await write();
  } catch (error) {
    response.destroy();
    throw error;
  }
  return streaming;
}
