import { parse as parseCsv } from 'csv-parse/sync';
import type { ProcedureRecord } from './procedure-record.ts';
import { rawOfTable } from './procedures-table.ts';
import { completeRecord, RawProcedure } from './raw-procedure.ts';

export type RowReason =
  | 'not_json'
  | 'bad_shape'
  | 'missing_code'
  | 'bad_code'
  | 'duplicate_code'
  | 'missing_name'
  /** The same name and body stand under several codes: at most one can be right, and we cannot know which. */
  | 'one_body_many_codes'
  /** The code is known to us under quite another name. */
  | 'name_code_mismatch'
  /** Kept, but the number is not shown. */
  | 'time_without_unit'
  | 'fee_without_currency';

export interface RowNote {
  /** 1-based line of the text file or row of the sheet. */
  readonly line: number;
  readonly code: string;
  readonly reason: RowReason;
}

export interface ProceduresRead {
  /** Rows found, blank ones not counted. */
  readonly read: number;
  readonly records: readonly ProcedureRecord[];
  readonly rejected: readonly RowNote[];
  /** Rows that are kept although something in them is wanting. */
  readonly warnings: readonly RowNote[];
}

export interface ReadOptions {
  /** Official names already known by code; a row that contradicts one is rejected. */
  readonly knownNames?: ReadonlyMap<string, string>;
}

interface Row {
  readonly line: number;
  /** Undefined when the line could not be read at all. */
  readonly raw: unknown;
  readonly unreadable?: boolean;
}

/** Reads a procedures file by its name's ending: .jsonl, .csv or .xlsx. */
export async function readProcedures(
  fileName: string,
  data: Buffer,
  options: ReadOptions = {},
): Promise<ProceduresRead> {
  if (/\.xlsx$/i.test(fileName)) return readProceduresXlsx(data, options);
  const text = data.toString('utf8');
  return /\.csv$/i.test(fileName) ? readProceduresCsv(text, options) : readProceduresJsonl(text, options);
}

export function readProceduresJsonl(text: string, options: ReadOptions = {}): ProceduresRead {
  const rows: Row[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    rows.push(jsonRow(index + 1, line));
  }
  return judge(rows, options);
}

function jsonRow(line: number, text: string): Row {
  try {
    return { line, raw: JSON.parse(text) as unknown };
  } catch {
    return { line, raw: undefined, unreadable: true };
  }
}

export function readProceduresCsv(text: string, options: ReadOptions = {}): ProceduresRead {
  const found = parseCsv(text, {
    bom: true,
    delimiter: [',', ';', '\t'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const [head, ...body] = found;
  const table = rawOfTable(head?.record ?? []);
  return judge(
    body.map(({ record, info }) => ({ line: info.lines, raw: table(record) })),
    options,
  );
}

export async function readProceduresXlsx(data: Buffer, options: ReadOptions = {}): Promise<ProceduresRead> {
  // 27 MB and half a second that only an import needs.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  // exceljs's own Buffer type lags behind Node's.
  await workbook.xlsx.load(data as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  const rows: { line: number; cells: string[] }[] = [];
  workbook.worksheets[0]?.eachRow((row, line) => {
    const cells: string[] = [];
    for (let column = 1; column <= row.cellCount; column += 1) cells.push(row.getCell(column).text ?? '');
    rows.push({ line, cells });
  });
  const [head, ...body] = rows;
  const table = rawOfTable(head?.cells ?? []);
  return judge(
    body.map(({ line, cells }) => ({ line, raw: table(cells) })),
    options,
  );
}

interface Candidate {
  readonly line: number;
  readonly raw: RawProcedure;
}

function judge(rows: readonly Row[], options: ReadOptions): ProceduresRead {
  const rejected: RowNote[] = [];
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const parsed = RawProcedure.safeParse(row.raw);
    const code = parsed.success ? parsed.data.code : '';
    const reason = parsed.success ? rowFault(parsed.data, seen, options) : unreadableReason(row);
    if (reason) rejected.push({ line: row.line, code, reason });
    else if (parsed.success) candidates.push({ line: row.line, raw: parsed.data });
    seen.add(code);
  }
  return finish(rows.length, candidates, rejected);
}

const unreadableReason = (row: Row): RowReason => (row.unreadable ? 'not_json' : 'bad_shape');

function rowFault(raw: RawProcedure, seen: ReadonlySet<string>, options: ReadOptions): RowReason | undefined {
  if (raw.code === '') return 'missing_code';
  if (!/^\d\.\d{6}$/.test(raw.code)) return 'bad_code';
  if (raw.name === '') return 'missing_name';
  if (seen.has(raw.code)) return 'duplicate_code';
  const known = options.knownNames?.get(raw.code);
  return known && !looksLike(known, raw.name) ? 'name_code_mismatch' : undefined;
}

function finish(read: number, candidates: readonly Candidate[], rejected: RowNote[]): ProceduresRead {
  const holders = new Map<string, number>();
  for (const { raw } of candidates) holders.set(bodyOf(raw), (holders.get(bodyOf(raw)) ?? 0) + 1);

  const records: ProcedureRecord[] = [];
  const warnings: RowNote[] = [];
  for (const { line, raw } of candidates) {
    if ((holders.get(bodyOf(raw)) ?? 0) > 1) {
      rejected.push({ line, code: raw.code, reason: 'one_body_many_codes' });
      continue;
    }
    const { record, unitless } = completeRecord(raw);
    records.push(record);
    for (const what of unitless) {
      const reason = what === 'time' ? 'time_without_unit' : 'fee_without_currency';
      warnings.push({ line, code: raw.code, reason });
    }
  }
  rejected.sort((a, b) => a.line - b.line);
  return { read, records, rejected, warnings };
}

/** Central and provincial variants may share a name, never the name and the whole body. */
function bodyOf(raw: RawProcedure): string {
  const papers = (raw.components ?? []).map(({ name }) => name).join('|');
  const name = raw.name.toLowerCase().replace(/[\s.]+$/, '');
  // Without a body there is nothing to compare: the code keeps such rows apart.
  return [name, raw.steps, papers, raw.steps || papers ? '' : raw.code].join('\n');
}

/** At least a third of the words are shared (Dice on syllables). */
function looksLike(known: string, given: string): boolean {
  const words = (text: string) =>
    new Set(
      text
        .normalize('NFC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu),
    );
  const left = words(known);
  const right = words(given);
  const shared = [...left].filter((word) => right.has(word)).length;
  return (2 * shared) / (left.size + right.size || 1) >= 0.33;
}
