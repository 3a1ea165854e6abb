import type { WardTx } from '../../store/database.ts';
import { contentHash, DossierFacts, type DossierRecord } from './dossier.schema.ts';

interface Row {
  readonly code: string;
  readonly facts: unknown;
  readonly secretHashes: string[];
  readonly updatedAt: Date;
}

export async function loadDossier(tx: WardTx, code: string): Promise<DossierRecord | null> {
  const [row] = await tx.query<Row>(
    `select code, facts, secret_hashes as "secretHashes", updated_at as "updatedAt" from dossier
     where ward_id = $1 and code = $2`,
    [tx.wardId, code],
  );
  return row ? recordOf(row) : null;
}

function recordOf({ code, facts, secretHashes, updatedAt }: Row): DossierRecord {
  return { code, facts: DossierFacts.parse(facts), secretHashes, asOf: updatedAt.getTime() };
}

/** Content hashes of those codes that are known, by code. */
export async function loadContentHashes(
  tx: WardTx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ code: string; contentHash: string }>(
    `select code, content_hash as "contentHash" from dossier where ward_id = $1 and code = any($2)`,
    [tx.wardId, codes],
  );
  return new Map(rows.map(({ code, contentHash: hash }) => [code, hash]));
}

/** Stores dossiers by code; hashes of numbers that a source did not give are left as they were. */
export async function saveDossiers(tx: WardTx, records: readonly DossierRecord[]): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `insert into dossier as d (ward_id, code, facts, secret_hashes, content_hash, updated_at)
     select $1, code, facts, coalesce(hashes, '[]'), content_hash, at
     from unnest($2::text[], $3::jsonb[], $4::jsonb[], $5::text[], $6::timestamptz[])
       as new(code, facts, hashes, content_hash, at)
     on conflict (ward_id, code) do update set facts = excluded.facts,
       secret_hashes = case when excluded.secret_hashes = '[]' then d.secret_hashes else excluded.secret_hashes end,
       content_hash = excluded.content_hash, updated_at = excluded.updated_at`,
    [
      tx.wardId,
      records.map(({ code }) => code),
      records.map(({ facts }) => JSON.stringify(facts)),
      records.map(({ secretHashes }) => (secretHashes ? JSON.stringify(secretHashes) : null)),
      records.map(({ facts, secretHashes }) => contentHash(facts, secretHashes)),
      records.map(({ asOf }) => new Date(asOf)),
    ],
  );
}

/** One import of a ward at a time; ends with the transaction. */
export async function lockImports(tx: WardTx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('dossier-import', $1))`, [tx.wardId]);
}

export async function loadMapping(tx: WardTx, kind: string): Promise<unknown> {
  const [row] = await tx.query<{ mapping: unknown }>(
    'select mapping from import_mapping where ward_id = $1 and kind = $2',
    [tx.wardId, kind],
  );
  return row?.mapping;
}

export async function saveMapping(tx: WardTx, kind: string, mapping: object): Promise<void> {
  await tx.query(
    `insert into import_mapping (ward_id, kind, mapping) values ($1, $2, $3)
     on conflict (ward_id, kind) do update set mapping = excluded.mapping, updated_at = now()`,
    [tx.wardId, kind, JSON.stringify(mapping)],
  );
}

/** The ward's own `dossierSource` settings, unread. */
export async function loadSourceSettings(tx: WardTx): Promise<unknown> {
  const [row] = await tx.query<{ settings: unknown }>(
    `select settings -> 'dossierSource' as settings from ward where id = $1`,
    [tx.wardId],
  );
  return row?.settings ?? undefined;
}
