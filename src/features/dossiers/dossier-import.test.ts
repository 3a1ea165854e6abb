import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { columnsOf, foldHeading } from './export-columns.ts';
import { atPath } from './json-path.ts';
import { factsOf } from './raw-dossier.ts';
import { readTable, type TableRow } from './read-table.ts';
import { stateOf } from './state-words.ts';

async function rowsOf(name: string, bytes: Buffer, piece = 7): Promise<TableRow[]> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
  const rows: TableRow[] = [];
  for await (const row of readTable({ name, stream: Readable.from(pieces) })) rows.push(row);
  return rows;
}

describe('an export file', () => {
  const lines = 'Mã hồ sơ;Trạng thái\nH29-250701-0001;"Đang xử lý; chờ ký"\n';

  it.each([
    ['UTF-8', Buffer.from(lines)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${lines}`)],
    [
      'UTF-16, as Excel saves Unicode text',
      Buffer.from(`\uFEFF${lines.replaceAll(';', '\t').replace('\t chờ', '; chờ')}`, 'utf16le'),
    ],
  ])('is read in %s, whole letters even when bytes arrive in pieces', async (_, bytes) => {
    expect(await rowsOf('x.csv', bytes, 64)).toEqual(await rowsOf('x.csv', bytes, 1_000));
    expect(await rowsOf('x.csv', bytes, 1_000)).toEqual([
      { line: 1, cells: ['Mã hồ sơ', 'Trạng thái'] },
      { line: 2, cells: ['H29-250701-0001', 'Đang xử lý; chờ ký'] },
    ]);
  });

  it('is read from XLSX with dates, formulas and rich text', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('HS');
    sheet.addRow(['Mã hồ sơ', 'Ngày nhận']);
    sheet.addRow([
      { richText: [{ text: 'H29-' }, { text: '250701-0001' }] },
      new Date('2026-11-22T16:30:00Z'),
    ]);
    sheet.addRow([{ formula: 'A2', result: 'H29-250701-0002' }, 46348]);
    sheet.getColumn(2).numFmt = 'dd/mm/yyyy hh:mm';
    const rows = await rowsOf('x.xlsx', Buffer.from(await book.xlsx.writeBuffer()), 1_000);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Mã hồ sơ', 'Ngày nhận'],
      ['H29-250701-0001', '2026-11-22T16:30'],
      ['H29-250701-0002', '2026-11-22'],
    ]);
  });

  it.each([
    ['x.xlsx', 'this is no zip', 'dossiers_file_unreadable'],
    ['x.pdf', 'anything', 'dossiers_file_kind'],
  ])('%s with rubbish is refused', async (name, text, code) => {
    await expect(rowsOf(name, Buffer.from(text))).rejects.toMatchObject({ code });
  });
});

describe('the headings of an export', () => {
  it.each([
    [['STT', 'Mã hồ sơ', 'Tình trạng xử lý', 'Ngày hẹn trả (dự kiến)'], { code: 1, state: 2, dueOn: 3 }],
    [['SO BIEN NHAN', 'TRANG THAI HS', 'SDT', 'SO CCCD'], { code: 0, state: 1, phone: 2, personalId: 3 }],
    [
      ['mã hồ sơ*', 'Cán bộ thụ lý', 'Phòng ban', 'Chủ hồ sơ'],
      { code: 0, officer: 1, office: 2, applicant: 3 },
    ],
  ])('%j are understood', (headings, wanted) => {
    expect(Object.fromEntries(columnsOf(headings, {}) ?? [])).toEqual(wanted);
  });

  it('may be of the ward’s own, once it was told', () => {
    const saved = { code: foldHeading('Ký hiệu'), state: foldHeading('Bước') };
    expect(columnsOf(['Ký hiệu', 'Bước'], {})).toBeUndefined();
    expect(Object.fromEntries(columnsOf(['Bước', 'Ký hiệu'], saved) ?? [])).toEqual({ code: 1, state: 0 });
  });

  it('are not a title line', () => {
    expect(columnsOf(['DANH SÁCH HỒ SƠ', '', ''], {})).toBeUndefined();
  });
});

describe('the words of a state', () => {
  it.each([
    ['Đang xử lý', 'processing'],
    ['Chờ bổ sung hồ sơ', 'needs_papers'],
    ['Công dân đã bổ sung', 'processing'],
    ['Mới tiếp nhận', 'received'],
    ['Đã có kết quả, chờ trả', 'ready'],
    ['Đã có kết quả', 'ready'],
    ['Chưa có kết quả', 'processing'],
    ['Đã trả kết quả', 'returned'],
    ['Trả lại hồ sơ', 'rejected'],
    ['Từ chối tiếp nhận', 'rejected'],
    ['Rút hồ sơ', 'withdrawn'],
    ['Chờ thực hiện nghĩa vụ tài chính', 'waiting_payment'],
    ['Họp hội đồng', 'other'],
    ['', 'unknown'],
  ])('"%s" mean %s', (text, state) => {
    expect(stateOf(text)).toBe(state);
  });
});

describe('the facts of a row', () => {
  it('hold the name masked and nothing of phone and id', () => {
    const read = factsOf({
      applicant: 'Nguyễn Văn Mẫu',
      phone: '0900000001',
      personalId: '000000000001',
      state: 'Đã tiếp nhận',
    });
    expect(JSON.stringify(read)).not.toMatch(/Nguyễn|0900|00000/);
    expect(read).toMatchObject({ facts: { applicant: 'N. V. Mẫu', state: 'received' } });
  });

  it('split what is missing into a list', () => {
    expect(factsOf({ missing: '1. Tờ khai; 2) Giấy chứng sinh\n- Ảnh' })).toMatchObject({
      facts: { missing: ['Tờ khai', 'Giấy chứng sinh', 'Ảnh'] },
    });
  });

  it('are refused with the name of the date that cannot be read', () => {
    expect(factsOf({ dueOn: '31/02/2026' })).toEqual({ fault: 'bad_due_date' });
  });
});

describe('a JSON path', () => {
  it('walks objects and lists and finds nothing where nothing is', () => {
    const document = { data: { items: [{ ten: 'x' }] } };
    expect(atPath(document, 'data.items[0].ten')).toBe('x');
    expect(atPath(document, 'data.items.1.ten')).toBeUndefined();
    expect(atPath(document, 'data.constructor')).toBeUndefined();
  });
});
