import type { Database, WardTx } from '../../store/database.ts';

export interface StoredPush {
  readonly id: number;
  readonly sealed: string;
}

/** A browser that somebody else signed in with is now this person's. */
export async function savePush(
  tx: WardTx,
  push: { readonly staffId: number; readonly endpointHash: string; readonly sealed: string },
): Promise<void> {
  await tx.query('delete from staff_push where endpoint_hash = $1', [push.endpointHash]);
  await tx.query(
    'insert into staff_push (ward_id, staff_id, endpoint_hash, sealed) values ($1, $2, $3, $4)',
    [tx.wardId, push.staffId, push.endpointHash, push.sealed],
  );
}

export async function removePush(
  tx: WardTx,
  { staffId, hashes }: { readonly staffId: number; readonly hashes: readonly string[] },
): Promise<void> {
  await tx.query('delete from staff_push where staff_id = $1 and endpoint_hash = any($2)', [staffId, hashes]);
}

export async function countPushes(tx: WardTx, staffId: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from staff_push where staff_id = $1',
    [staffId],
  );
  return row?.count ?? 0;
}

export function pushesOf(db: Database, staffId: number): Promise<StoredPush[]> {
  return db.systemQuery<StoredPush & Record<string, unknown>>(
    'select id::int, sealed from staff_push where staff_id = $1 order by id',
    [staffId],
  );
}

/** The push service says that the browser is gone. */
export async function forgetPush(db: Database, id: number): Promise<void> {
  await db.systemQuery('delete from staff_push where id = $1', [id]);
}

const keysName = 'push_keys';

export async function readKeys(db: Database): Promise<string | undefined> {
  const [row] = await db.systemQuery<{ sealed: string }>('select sealed from house_secret where name = $1', [
    keysName,
  ]);
  return row?.sealed;
}

/** Whoever is first makes them; returns those that count. */
export async function keepKeys(db: Database, sealed: string, instead?: string): Promise<string> {
  await db.systemQuery(
    `insert into house_secret (name, sealed) values ($1, $2)
     on conflict (name) do update set sealed = excluded.sealed where house_secret.sealed = $3`,
    [keysName, sealed, instead ?? null],
  );
  return (await readKeys(db)) ?? sealed;
}
