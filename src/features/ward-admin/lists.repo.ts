import type { WardTx } from '../../store/database.ts';
import type { WardList } from './lists.ts';

type Row = Readonly<Record<string, unknown>>;

/** Table and column names come from `lists.ts` alone; what a person sent is always a value. */
export const loadList = (tx: WardTx, list: WardList): Promise<Row[]> => {
  const fields = Object.entries(list.columns).map(([field, column]) => `${column} as "${field}"`);
  const id = list.key === 'id' ? 'id, ' : '';
  return tx.query(
    `select ${id}${fields.join(', ')}, closed_at is not null as closed from ${list.table}
     where ward_id = $1 order by closed_at is not null, ${list.order}`,
    [tx.wardId],
  );
};

/** The key of the new row; null when its code is taken. */
export async function insertRow(tx: WardTx, list: WardList, row: Row): Promise<string | null> {
  const fields = Object.keys(list.columns).filter((field) => row[field] !== undefined);
  const columns = fields.map((field) => list.columns[field]);
  const places = fields.map((_, at) => `$${at + 2}`);
  const [made] = await tx.query<{ key: string }>(
    `insert into ${list.table} (ward_id, ${columns.join(', ')}) values ($1, ${places.join(', ')})
     on conflict do nothing returning ${list.key}::text as key`,
    [tx.wardId, ...fields.map((field) => stored(list, field, row[field]))],
  );
  return made?.key ?? null;
}

/** False when there is no such row. */
export async function updateRow(
  tx: WardTx,
  list: WardList,
  {
    key,
    row,
    closedAt,
  }: { readonly key: string; readonly row: Row; readonly closedAt: Date | null | undefined },
): Promise<boolean> {
  const fields = Object.keys(list.columns).filter((field) => row[field] !== undefined);
  const sets = fields.map((field, at) => `${list.columns[field]} = $${at + 3}`);
  const values = fields.map((field) => stored(list, field, row[field]));
  if (closedAt !== undefined) {
    sets.push(`closed_at = $${values.length + 3}`);
    values.push(closedAt);
  }
  const set = sets.length > 0 ? sets.join(', ') : `${list.key} = ${list.key}`;
  const rows = await tx.query(
    `update ${list.table} set ${set} where ward_id = $1 and ${list.key}::text = $2 returning 1`,
    [tx.wardId, key, ...values],
  );
  return rows.length > 0;
}

const stored = ({ json }: WardList, field: string, value: unknown): unknown =>
  json.includes(field) ? JSON.stringify(value) : value;

export async function isStillUsed(
  tx: WardTx,
  list: WardList,
  { key, today }: { readonly key: string; readonly today: string },
): Promise<boolean> {
  if (list.usedBy === null) return false;
  const rows = await tx.query(
    `select 1 from ${list.table} t where ward_id = $1 and ${list.key}::text = $2 and (${list.usedBy})`,
    [tx.wardId, key, today],
  );
  return rows.length > 0;
}

/** Whether everything named is the ward's own and open; null names nothing. */
export async function referencesExist(
  tx: WardTx,
  named: { readonly category?: unknown; readonly neighbourhoodId?: unknown; readonly officeId?: unknown },
): Promise<boolean> {
  const [row] = await tx.query<{ sound: boolean }>(
    `select ($1::text is null or exists (select from case_category where code = $1 and closed_at is null))
        and ($2::int is null or exists (select from neighbourhood where id = $2 and closed_at is null))
        and ($3::int is null or exists (select from office where id = $3 and closed_at is null)) as sound`,
    [named.category ?? null, named.neighbourhoodId ?? null, named.officeId ?? null],
  );
  return row?.sound === true;
}
