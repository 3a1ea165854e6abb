import type { ProcedureRecord } from '../../catalog/knowledge/procedure-record.ts';
import type { WardTx } from '../../store/database.ts';

/** A procedure as it is stored: the neutral record, and what was wanting in it. */
export interface StoredProcedure {
  readonly code: string;
  readonly name: string;
  readonly record: object;
  readonly contentHash: string;
  readonly warnings: readonly string[];
}

export async function loadProcedureHashes(
  tx: WardTx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ code: string; hash: string }>(
    'select code, content_hash as hash from procedure where ward_id = $1 and code = any($2)',
    [tx.wardId, codes],
  );
  return new Map(rows.map(({ code, hash }) => [code, hash]));
}

export async function saveProcedures(tx: WardTx, procedures: readonly StoredProcedure[]): Promise<void> {
  if (procedures.length === 0) return;
  await tx.query(
    `insert into procedure (ward_id, code, name, record, content_hash, warnings)
     select $1, * from unnest($2::text[], $3::text[], $4::jsonb[], $5::text[], $6::jsonb[])
     on conflict (ward_id, code) do update set name = excluded.name, record = excluded.record,
       content_hash = excluded.content_hash, warnings = excluded.warnings, updated_at = now()`,
    [
      tx.wardId,
      procedures.map(({ code }) => code),
      procedures.map(({ name }) => name),
      procedures.map(({ record }) => JSON.stringify(record)),
      procedures.map(({ contentHash }) => contentHash),
      procedures.map(({ warnings }) => JSON.stringify(warnings)),
    ],
  );
}

/** The ward's imported records, by code; their shape is the one that the importer's reader gave. */
export async function loadProcedureRecords(tx: WardTx): Promise<unknown[]> {
  const rows = await tx.query<{ record: unknown }>(
    'select record from procedure where ward_id = $1 order by code',
    [tx.wardId],
  );
  return rows.map(({ record }) => record);
}

export function listProcedureNames(tx: WardTx): Promise<{ code: string; name: string }[]> {
  return tx.query<{ code: string; name: string }>(
    'select code, name from procedure where ward_id = $1 order by code',
    [tx.wardId],
  );
}

/** As the importer's reader gave it. */
export async function loadProcedureRecord(tx: WardTx, code: string): Promise<ProcedureRecord | undefined> {
  const [row] = await tx.query<{ record: ProcedureRecord }>(
    'select record from procedure where ward_id = $1 and code = $2',
    [tx.wardId, code],
  );
  return row?.record;
}

/** Changes with every change of the ward's procedures, and is the same for wards that hold the same ones. */
export async function loadProceduresDigest(tx: WardTx): Promise<string> {
  const [row] = await tx.query<{ digest: string | null }>(
    `select md5(string_agg(code || content_hash, ',' order by code)) as digest from procedure where ward_id = $1`,
    [tx.wardId],
  );
  return row?.digest ?? '';
}

/** One import of a ward at a time; ends with the transaction. */
export async function lockProcedures(tx: WardTx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('procedure-import', $1))`, [tx.wardId]);
}
