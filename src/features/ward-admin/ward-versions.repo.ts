import type { WardVersionKind } from '../../contracts/console/admin.ts';
import type { WardTx } from '../../store/database.ts';

export interface WardVersion {
  readonly id: number;
  readonly kind: WardVersionKind;
  readonly version: number;
  readonly state: 'live' | 'replaced';
  readonly content: unknown;
  readonly authorId: number | null;
  readonly authorName: string | null;
  readonly at: Date;
}

/** Whoever else changes these settings waits until the transaction ends. */
export async function lockVersions(tx: WardTx, kind: WardVersionKind): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('ward-version:' || $2, $1))`, [
    tx.wardId,
    kind,
  ]);
}

const columns = `k.id::int, k.kind, k.version, k.state, k.content, k.author_id as "authorId", s.name as "authorName",
  k.created_at as at`;
const tables = `knowledge_edit k left join staff s on s.id = k.author_id`;

export function listVersions(tx: WardTx, kind: WardVersionKind): Promise<WardVersion[]> {
  return tx.query<WardVersion & Record<string, unknown>>(
    `select ${columns} from ${tables} where k.ward_id = $1 and k.kind = $2 order by k.version desc limit 200`,
    [tx.wardId, kind],
  );
}

export async function loadVersion(tx: WardTx, id: number): Promise<WardVersion | undefined> {
  const [row] = await tx.query<WardVersion & Record<string, unknown>>(
    `select ${columns} from ${tables} where k.ward_id = $1 and k.id = $2 and k.kind in ('contacts', 'hours')`,
    [tx.wardId, id],
  );
  return row;
}

/** The newest version, in force at once; the one before it makes way. The settings are locked. */
export async function addVersion(
  tx: WardTx,
  {
    kind,
    content,
    by,
  }: { readonly kind: WardVersionKind; readonly content: object; readonly by: number | null },
): Promise<void> {
  await tx.query(
    `update knowledge_edit set state = 'replaced' where ward_id = $1 and kind = $2 and state = 'live'`,
    [tx.wardId, kind],
  );
  await tx.query(
    `insert into knowledge_edit (ward_id, kind, key, version, content, state, author_id, decided_at)
     select $1, $2, 'ward', coalesce(max(version), 0) + 1, $3::jsonb, 'live', $4::int, now()
     from knowledge_edit where ward_id = $1 and kind = $2`,
    [tx.wardId, kind, JSON.stringify(content), by],
  );
}
