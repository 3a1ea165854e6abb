import type { Readable } from 'node:stream';
import { parse as parseCsv } from 'csv-parse';
import { foldWords } from '../../core/fold.ts';
import type { SystemTx } from '../../store/database.ts';
import { wardKey } from './ward-names.ts';
import { addFormerWards, type NewFormerWard } from './wards.repo.ts';

export interface MergerCounts {
  read: number;
  created: number;
  unchanged: number;
  readonly rejected: { readonly line: number; readonly code: string; readonly reason: string }[];
}

const headings = {
  province: 'tinh',
  newName: 'phuong xa moi',
  oldNames: 'phuong xa truoc sap nhap',
} as const;

/**
 * Loads a list of mergers: CSV with the columns "Tỉnh", "Phường, xã mới" and "Phường, xã trước sáp nhập", the
 * old names separated by commas. Every ward may use it.
 */
export async function importMergers(tx: SystemTx, stream: Readable): Promise<MergerCounts> {
  const counts: MergerCounts = { read: 0, created: 0, unchanged: 0, rejected: [] };
  const rows: NewFormerWard[] = [];
  const parser = parseCsv({
    bom: true,
    columns: foldHeadings,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  stream.on('error', (error) => parser.destroy(error));
  for await (const { record, info } of stream.pipe(parser) as AsyncIterable<CsvRecord>) {
    counts.read += 1;
    const [province = '', newName = ''] = [
      record[headings.province]?.trim(),
      record[headings.newName]?.trim(),
    ];
    if (province === '' || newName === '') {
      counts.rejected.push({ line: info.lines, code: newName, reason: 'missing_name' });
      continue;
    }
    const oldNames = splitNames(record[headings.oldNames] ?? '');
    // The new name too: whoever already uses it should not be told that there is no such ward.
    const names = new Set([...oldNames, newName]);
    rows.push(...[...names].map((oldName) => ({ province, oldName, newName, key: wardKey(oldName) })));
  }
  counts.created = await addFormerWards(tx, rows);
  counts.unchanged = rows.length - counts.created;
  return counts;
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

const foldHeadings = (given: string[]): string[] => given.map(foldWords);

/** Commas inside brackets belong to a remark: `Xã A (phần còn lại sau khi nhập vào xã B, xã C)`. */
export function splitNames(cell: string): string[] {
  return cell
    .split(/,(?![^(]*\))/)
    .map((name) => name.normalize('NFC').trim())
    .filter((name) => name !== '' && !/^không sáp nhập$/i.test(name));
}
