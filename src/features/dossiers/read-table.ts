import { Readable } from 'node:stream';
import { parse as parseCsv } from 'csv-parse';
import type ExcelJS from 'exceljs';
import { fromUtcClock } from '../../rules/written-date.ts';
import { dossierError } from './dossiers.errors.ts';

export interface TableRow {
  /** 1-based line of the text file, or row of the sheet. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file to read once; only a window of it is ever in memory. */
export interface TableFile {
  /** Its ending tells the kind: .csv, .txt, .tsv or .xlsx. */
  readonly name: string;
  readonly stream: Readable;
}

const maxCellChars = 5_000;

/** The rows of a CSV file (UTF-8 or UTF-16; comma, semicolon or tab) or of an XLSX file's first sheet. */
export async function* readTable({ name, stream }: TableFile): AsyncGenerator<TableRow> {
  try {
    if (/\.xlsx$/i.test(name)) yield* readXlsx(stream);
    else if (/\.(?:csv|tsv|txt)$/i.test(name)) yield* readCsv(stream);
    else throw dossierError('dossiers_file_kind');
  } catch (error) {
    throw isParserError(error) ? dossierError('dossiers_file_unreadable', error) : error;
  } finally {
    stream.destroy();
  }
}

const isParserError = (error: unknown): boolean =>
  error instanceof Error &&
  (/^CSV_/.test(String((error as { code?: unknown }).code)) || error instanceof SheetFault);

class SheetFault extends Error {}

async function* readCsv(stream: Readable): AsyncGenerator<TableRow> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await chunks.next();
  const head = first.done ? Buffer.alloc(0) : Buffer.from(first.value);
  const wide = head[0] === 0xff && head[1] === 0xfe;
  const decoder = new TextDecoder(wide ? 'utf-16le' : 'utf-8');
  const start = decoder.decode(head, { stream: true });
  const parser = parseCsv({
    bom: true,
    delimiter: delimiterOf(start),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  const text = Readable.from(decoded(start, chunks, decoder));
  text.on('error', (error) => parser.destroy(error));
  for await (const { record, info } of text.pipe(parser) as AsyncIterable<CsvRecord>) {
    yield { line: info.lines, cells: record.map((cell) => cell.slice(0, maxCellChars)) };
  }
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* decoded(
  start: string,
  rest: AsyncIterator<Buffer>,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    yield decoder.decode(next.value, { stream: true });
  }
  yield decoder.decode();
}

/** Whichever of the three separates most in the first lines; titles above the table have none. */
function delimiterOf(start: string): string {
  const lines = start.split('\n', 30).join('\n');
  const count = (delimiter: string): number => lines.split(delimiter).length;
  return [',', ';', '\t'].sort((left, right) => count(right) - count(left))[0] ?? ',';
}

async function* readXlsx(stream: Readable): AsyncGenerator<TableRow> {
  // 27 MB and half a second that only an import needs.
  const { default: Excel } = await import('exceljs');
  const reader = new Excel.stream.xlsx.WorkbookReader(stream, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  try {
    for await (const sheet of reader) {
      for await (const row of sheet) yield { line: row.number, cells: cellsOf(row) };
      return;
    }
  } catch (error) {
    throw new SheetFault('Không đọc được tệp XLSX', { cause: error });
  }
  throw new SheetFault('Tệp XLSX không có trang tính nào');
}

function cellsOf(row: ExcelJS.Row): string[] {
  const cells: string[] = [];
  for (let column = 1; column <= row.cellCount; column += 1) {
    cells.push(textOf(row.getCell(column).value).slice(0, maxCellChars));
  }
  return cells;
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return fromUtcClock(value) ?? '';
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return textOf(value.text as ExcelJS.CellValue);
  return 'result' in value ? textOf(value.result as ExcelJS.CellValue) : '';
}
