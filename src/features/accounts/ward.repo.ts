import type { WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';

export interface WardRow {
  readonly id: WardId;
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

const columns = 'id, code, name, province';

/** Makes the ward when it is not there yet; an existing one keeps what staff have changed. */
export async function ensureWard(
  db: Database,
  ward: { code: string; name: string; province: string; settings: unknown },
): Promise<WardRow> {
  await db.systemQuery(
    `insert into ward (code, name, province, settings) values ($1, $2, $3, $4)
     on conflict (code) do nothing`,
    [ward.code, ward.name, ward.province, JSON.stringify(ward.settings)],
  );
  const [row] = await db.systemQuery<WardRow & Record<string, unknown>>(
    `select ${columns} from ward where code = $1`,
    [ward.code],
  );
  if (!row) throw new Error('the ward could not be stored');
  return row;
}

export function listWards(db: Database): Promise<WardRow[]> {
  return db.systemQuery<WardRow & Record<string, unknown>>(`select ${columns} from ward order by id`);
}
