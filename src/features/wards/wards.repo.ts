import type { WardId } from '../../core/ids.ts';
import type { Database, SystemTx, Tx, WardTx } from '../../store/database.ts';
import { type WardProfile, WardSettings } from './ward-settings.ts';

export interface Ward {
  readonly id: WardId;
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly settings: WardSettings;
}

export async function loadWard(tx: WardTx): Promise<Ward> {
  const [row] = await tx.query<Omit<Ward, 'settings'> & { settings: unknown }>(
    'select id, code, name, province, settings from ward where id = $1',
    [tx.wardId],
  );
  if (!row) throw new Error('A ward’s transaction without its ward');
  return { ...row, settings: WardSettings.parse(row.settings) };
}

/** Creates the ward when its code is new; what staff changed since is never overwritten. */
export async function ensureWard(tx: SystemTx, profile: WardProfile): Promise<WardId> {
  await tx.query(
    `insert into ward (code, name, province, settings) values ($1, $2, $3, $4) on conflict (code) do nothing`,
    [profile.code, profile.name, profile.province, JSON.stringify(profile.settings)],
  );
  const [row] = await tx.query<{ id: WardId }>('select id from ward where code = $1', [profile.code]);
  if (!row) throw new Error('The ward was neither there nor made');
  return row.id;
}

/** One old ward and one ward that it became, or became a part of. */
/** Every ward of the installation. */
export function listWards(db: Database): Promise<Omit<Ward, 'settings'>[]> {
  return db.systemQuery<Omit<Ward, 'settings'> & Record<string, unknown>>(
    'select id, code, name, province from ward order by id',
  );
}

export interface FormerWard {
  readonly id: number;
  readonly province: string;
  readonly oldName: string;
  readonly newName: string;
}

export interface NewFormerWard extends Omit<FormerWard, 'id'> {
  /** `wardKey` of the old name. */
  readonly key: string;
}

const columns = 'id::int, province, old_name as "oldName", new_name as "newName"';

export function loadByKeys(tx: Tx, keys: readonly string[]): Promise<(FormerWard & { key: string })[]> {
  return tx.query<FormerWard & { key: string }>(
    `select ${columns}, old_name_folded as key from former_ward where old_name_folded = any($1) order by id`,
    [keys],
  );
}

export async function loadById(tx: Tx, id: number): Promise<FormerWard | undefined> {
  const [row] = await tx.query<FormerWard & Record<string, unknown>>(
    `select ${columns} from former_ward where id = $1`,
    [id],
  );
  return row;
}

/** Every old name, folded: for finding the one that was meant by a misspelt one. */
export async function loadAllKeys(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ key: string }>('select distinct old_name_folded as key from former_ward');
  return rows.map(({ key }) => key);
}

export async function loadProvinces(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ province: string }>('select distinct province from former_ward');
  return rows.map(({ province }) => province);
}

/** Adds what is not there yet; returns how many rows that were. */
export async function addFormerWards(tx: SystemTx, rows: readonly NewFormerWard[]): Promise<number> {
  const added = await tx.query(
    `insert into former_ward (province, old_name, old_name_folded, new_name)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
     on conflict (province, old_name, new_name) do nothing returning id`,
    [
      rows.map(({ province }) => province),
      rows.map(({ oldName }) => oldName),
      rows.map(({ key }) => key),
      rows.map(({ newName }) => newName),
    ],
  );
  return added.length;
}

/** Changes only what is named; a setting that is null is taken away. Other features' sections stay as they are. */
export async function changeWard(
  tx: WardTx,
  {
    name,
    settings,
  }: { readonly name?: string | undefined; readonly settings: Readonly<Record<string, unknown>> },
): Promise<void> {
  const gone = Object.keys(settings).filter((key) => settings[key] === null);
  await tx.query(
    `update ward set name = coalesce($2, name), settings = (settings || $3::jsonb) - $4::text[] where id = $1`,
    [tx.wardId, name ?? null, JSON.stringify(settings), gone],
  );
}
