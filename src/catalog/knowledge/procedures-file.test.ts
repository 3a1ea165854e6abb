import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readProcedures, readProceduresCsv, readProceduresJsonl } from './procedures-file.ts';

const row = (values: Record<string, unknown>) =>
  JSON.stringify({ code: '1.000001', name: 'Cấp giấy thử', steps: 'Nộp đơn', levels: ['Cấp xã'], ...values });
const reasons = (text: string, knownNames = new Map<string, string>()) =>
  readProceduresJsonl(text, { knownNames }).rejected.map(({ line, code, reason }) => [line, code, reason]);

describe('a JSONL file of procedures', () => {
  it('gives NFC texts, whatever form the file is in', () => {
    const { records } = readProceduresJsonl(row({ name: 'Cấp giấy thử'.normalize('NFD') }));

    expect(records[0]?.name).toBe('Cấp giấy thử');
  });

  it('reports each unusable row with its line and reason, and keeps the rest', () => {
    const text = [
      '{not json',
      row({ code: '' }),
      row({ code: 'abc' }),
      row({ code: '1.000002', name: '' }),
      '',
      row({ code: '1.000003' }),
      row({ code: '1.000003', name: 'Tên khác' }),
      '[1]',
    ].join('\n');

    const read = readProceduresJsonl(text);

    expect(read.read).toBe(7);
    expect(read.records.map(({ code }) => code)).toEqual(['1.000003']);
    expect(read.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'not_json'],
      [2, 'missing_code'],
      [3, 'bad_code'],
      [4, 'missing_name'],
      [7, 'duplicate_code'],
      [8, 'bad_shape'],
    ]);
  });

  it('rejects one name and body under several codes, for none of them can be trusted', () => {
    const text = [
      row({ code: '1.000001', name: 'Hỗ trợ nuôi ong.' }),
      row({ code: '1.000002', name: 'Hỗ trợ nuôi ong' }),
      row({ code: '1.000003', name: 'Hỗ trợ nuôi ong', steps: 'Việc khác hẳn' }),
    ].join('\n');

    expect(reasons(text)).toEqual([
      [1, '1.000001', 'one_body_many_codes'],
      [2, '1.000002', 'one_body_many_codes'],
    ]);
  });

  it('keeps procedures that share a name when their bodies differ or are absent', () => {
    const text = [
      row({ code: '1.000001', steps: 'Nộp ở tỉnh' }),
      row({ code: '1.000002', steps: 'Nộp ở bộ' }),
      row({ code: '1.000003', steps: '' }),
      row({ code: '1.000004', steps: '' }),
    ].join('\n');

    expect(readProceduresJsonl(text).records).toHaveLength(4);
  });

  it('rejects a name that contradicts the one known for its code', () => {
    const known = new Map([['1.000001', 'Đăng ký mẫu con dấu mới']]);

    expect(reasons(row({ name: 'Hỗ trợ phát triển nuôi ong' }), known)).toEqual([
      [1, '1.000001', 'name_code_mismatch'],
    ]);
    expect(reasons(row({ name: 'Đăng ký mẫu con dấu mới (cấp tỉnh)' }), known)).toEqual([]);
  });

  it('drops a number without its unit and says so', () => {
    const channels = [
      { channel: 'Trực tiếp', time: '1', time_unit: null, fee: '8000', note: '' },
      { channel: 'Trực tuyến', time: '5', time_unit: 'Ngày làm việc', fee: '8,000 Việt Nam Đồng', note: '' },
    ];

    const { records, warnings } = readProceduresJsonl(row({ channels }));

    expect(records[0]?.channels).toEqual([
      { kind: 'in_person' },
      { kind: 'online', time: { value: 5, unit: 'working_day' }, fee: '8.000 đồng' },
    ]);
    expect(warnings.map(({ reason }) => reason)).toEqual(['time_without_unit', 'fee_without_currency']);
  });
});

describe('a table of procedures', () => {
  it('finds its columns under Vietnamese headings in any order', () => {
    const csv =
      'Tên TTHC;Mã TTHC;Lĩnh vực;Thời hạn giải quyết;Lệ phí\nCấp giấy thử;1.000001;Hộ tịch;3 ngày làm việc;Miễn phí\n';

    const { records, rejected } = readProceduresCsv(csv);

    expect(rejected).toEqual([]);
    expect(records[0]).toMatchObject({
      code: '1.000001',
      name: 'Cấp giấy thử',
      field: 'Hộ tịch',
      channels: [{ time: { value: 3, unit: 'working_day' }, fee: 'Miễn phí' }],
    });
  });

  it('reads a spreadsheet like a text table and names the sheet row of a fault', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('TTHC');
    sheet.addRow(['Mã thủ tục', 'Tên thủ tục']);
    sheet.addRow(['1.000001', 'Cấp giấy thử']);
    sheet.addRow(['sai', 'Cấp giấy khác']);
    const data = Buffer.from(await workbook.xlsx.writeBuffer());

    const { records, rejected } = await readProcedures('tthc.xlsx', data);

    expect(records.map(({ name }) => name)).toEqual(['Cấp giấy thử']);
    expect(rejected).toEqual([{ line: 3, code: 'sai', reason: 'bad_code' }]);
  });
});
