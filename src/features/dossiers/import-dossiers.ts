import type { Seal } from '../../lib/seal.ts';
import { parseDossierCode } from '../../rules/dossier-code.ts';
import type { WardTx } from '../../store/database.ts';
import { contentHash, type DossierRecord } from './dossier.schema.ts';
import { dossierError } from './dossiers.errors.ts';
import { loadContentHashes, loadMapping, lockImports, saveDossiers, saveMapping } from './dossiers.repo.ts';
import { type ColumnMapping, columnsOf, mappingOf, rawOf } from './export-columns.ts';
import { factsOf, type RawField, rawFields, secretHashesOf } from './raw-dossier.ts';
import { readTable, type TableFile, type TableRow } from './read-table.ts';
import { type Change, takeChanges } from './subscriptions.ts';

/** The counts of every import command, printed as they are. */
export interface ImportCounts {
  /** Rows below the headings, blank ones not counted. */
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  readonly rejected: { readonly line: number; readonly code: string; readonly reason: string }[];
}

export interface ImportedDossiers {
  readonly counts: ImportCounts;
  /** Subscribers to tell, once, in the same transaction. Empty in a dry run. */
  readonly changes: readonly Change[];
}

export interface ImportOptions {
  readonly seal: Seal;
  readonly dryRun: boolean;
  /** Milliseconds since the epoch: the facts are of this time. */
  readonly now: number;
}

const mappingKind = 'dossiers';
const batchSize = 500;
/** Titles and blank lines above the headings. */
const maxRowsAboveHeadings = 30;

/**
 * Loads a one-stop system's export, in the one transaction it is given. Throws `AppError` (dossiers.errors.ts)
 * when the file cannot be read or has no column of codes: nothing is then imported.
 */
export async function importDossiers(
  tx: WardTx,
  file: TableFile,
  options: ImportOptions,
): Promise<ImportedDossiers> {
  await lockImports(tx);
  const saved = readMapping(await loadMapping(tx, mappingKind));
  const run = { tx, options, counts: emptyCounts(), seen: new Set<string>(), changed: [] as string[] };
  let columns: ReadonlyMap<RawField, number> | undefined;
  let above = 0;
  let batch: DossierRecord[] = [];
  for await (const row of readTable(file)) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    if (!columns) {
      columns = columnsOf(row.cells, saved);
      if (columns && !options.dryRun) await saveMapping(tx, mappingKind, mappingOf(row.cells, columns));
      above += 1;
      if (!columns && above > maxRowsAboveHeadings) break;
      continue;
    }
    const record = readRow(run, row, columns);
    if (record) batch.push(record);
    if (batch.length < batchSize) continue;
    await storeBatch(run, batch);
    batch = [];
  }
  if (!columns) throw dossierError('dossiers_no_code_column');
  await storeBatch(run, batch);
  return { counts: run.counts, changes: options.dryRun ? [] : await takeChanges(tx, run.changed) };
}

interface Run {
  readonly tx: WardTx;
  readonly options: ImportOptions;
  readonly counts: ImportCounts;
  readonly seen: Set<string>;
  readonly changed: string[];
}

const emptyCounts = (): ImportCounts => ({ read: 0, created: 0, updated: 0, unchanged: 0, rejected: [] });

function readRow(
  { tx, options, counts, seen }: Run,
  row: TableRow,
  columns: ReadonlyMap<RawField, number>,
): DossierRecord | undefined {
  counts.read += 1;
  const raw = rawOf(row.cells, columns);
  const written = (raw.code ?? '').trim().slice(0, 60);
  const reject = (reason: string): undefined => {
    counts.rejected.push({ line: row.line, code: written, reason });
  };
  if (written === '') return reject('missing_code');
  const code = parseDossierCode(written);
  if (!code.ok) return reject(`bad_code_${code.error}`);
  if (seen.has(code.value)) return reject('duplicate_code');
  const read = factsOf(raw);
  if ('fault' in read) return reject(read.fault);
  seen.add(code.value);
  const secretHashes = secretHashesOf(options.seal, tx.wardId, code.value, raw);
  return { code: code.value, facts: read.facts, secretHashes, asOf: options.now };
}

async function storeBatch(
  { tx, options, counts, changed }: Run,
  batch: readonly DossierRecord[],
): Promise<void> {
  if (batch.length === 0) return;
  const known = await loadContentHashes(
    tx,
    batch.map(({ code }) => code),
  );
  const news: DossierRecord[] = [];
  for (const record of batch) {
    const before = known.get(record.code);
    const same = before === contentHash(record.facts, record.secretHashes);
    if (same) counts.unchanged += 1;
    else if (before === undefined) counts.created += 1;
    else counts.updated += 1;
    if (same) continue;
    news.push(record);
    if (before !== undefined) changed.push(record.code);
  }
  if (!options.dryRun) await saveDossiers(tx, news);
}

function readMapping(stored: unknown): ColumnMapping {
  if (typeof stored !== 'object' || stored === null) return {};
  const entries = Object.entries(stored).filter(
    ([field, heading]) => rawFields.includes(field as RawField) && typeof heading === 'string',
  );
  return Object.fromEntries(entries) as ColumnMapping;
}
