import { createHash } from 'node:crypto';
import type { WardTx } from '../../store/database.ts';
import {
  loadProcedureHashes,
  lockProcedures,
  type StoredProcedure,
  saveProcedures,
} from './procedures.repo.ts';

export interface RowNote {
  /** 1-based line of the text file or row of the sheet. */
  readonly line: number;
  readonly code: string;
  readonly reason: string;
}

/** Reads and judges a .jsonl, .csv or .xlsx file: `src/catalog/knowledge/procedures-file.ts`. */
export type ReadProceduresFile = (
  fileName: string,
  data: Buffer,
) => Promise<{
  readonly read: number;
  readonly records: readonly { readonly code: string; readonly name: string }[];
  readonly rejected: readonly RowNote[];
  /** Rows that are kept although something in them is wanting. */
  readonly warnings: readonly RowNote[];
}>;

/** The counts of every import command, printed as they are. */
export interface ProcedureCounts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly RowNote[];
}

export interface ImportedProcedures {
  readonly counts: ProcedureCounts;
  readonly warnings: readonly RowNote[];
}

export interface ProcedureFile {
  readonly name: string;
  readonly data: Buffer;
}

/** Creates or updates the ward's procedures by code, in the one transaction it is given. */
export async function importProcedures(
  tx: WardTx,
  file: ProcedureFile,
  { read, dryRun }: { readonly read: ReadProceduresFile; readonly dryRun: boolean },
): Promise<ImportedProcedures> {
  const found = await read(file.name, file.data);
  await lockProcedures(tx);
  const stored = found.records.map((record) => storedOf(record, found.warnings));
  const known = await loadProcedureHashes(
    tx,
    stored.map(({ code }) => code),
  );
  const fresh = stored.filter(({ code }) => !known.has(code));
  const changed = stored.filter(
    ({ code, contentHash }) => known.has(code) && known.get(code) !== contentHash,
  );
  if (!dryRun) await saveAll(tx, [...fresh, ...changed]);
  const counts = {
    read: found.read,
    created: fresh.length,
    updated: changed.length,
    unchanged: stored.length - fresh.length - changed.length,
    rejected: found.rejected.map(({ line, code, reason }) => ({ line, code, reason })),
  };
  return { counts, warnings: found.warnings };
}

/** A statement stays small enough for the server to take it in one go. */
const batchSize = 200;

async function saveAll(tx: WardTx, procedures: readonly StoredProcedure[]): Promise<void> {
  for (let at = 0; at < procedures.length; at += batchSize) {
    await saveProcedures(tx, procedures.slice(at, at + batchSize));
  }
}

function storedOf(
  record: { readonly code: string; readonly name: string },
  notes: readonly RowNote[],
): StoredProcedure {
  const warnings = [...new Set(notes.filter(({ code }) => code === record.code).map(({ reason }) => reason))];
  const text = storable(JSON.stringify({ record, warnings }));
  return {
    code: record.code,
    name: storable(record.name),
    record: JSON.parse(storable(JSON.stringify(record))) as object,
    contentHash: createHash('sha256').update(text).digest('base64url'),
    warnings,
  };
}

/** PostgreSQL stores no NUL, written out or as an escape. */
const storable = (text: string): string => text.replaceAll('\0', '').replaceAll('\\u0000', '');
