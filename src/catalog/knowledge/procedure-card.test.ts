import fc from 'fast-check';
import { assert, describe, expect, it } from 'vitest';
import { loadKnowledge } from './load-knowledge.ts';
import { preferCurated, procedureCard } from './procedure-card.ts';
import { ProcedureFile } from './procedure-file.ts';
import { readProceduresJsonl } from './procedures-file.ts';

const loaded = loadKnowledge(process.cwd());
assert(loaded.ok);
const { vi, en } = loaded.value.cards;

const file = ProcedureFile.parse({
  code: '1.000001',
  name: 'Đăng ký thử',
  field: 'Hộ tịch',
  names: ['làm thử'],
  office: 'tu-phap',
  summary: 'Ghi việc thử vào sổ.',
  online: { level: 'partial' },
  documents: [{ name: 'Tờ khai', copies: '1 bản chính', note: 'Khi nộp trực tiếp.' }],
  time: [{ channel: 'in_person', value: 3, unit: 'working_day' }],
  fee: [{ channel: 'in_person', amountVnd: 8000, note: 'Theo nghị quyết HĐND tỉnh.' }],
  source: { title: 'Cổng Dịch vụ công quốc gia' },
  checkedOn: '2026-11-22',
});
const recordOf = (channels: unknown[]) => {
  const [record] = readProceduresJsonl(
    JSON.stringify({ code: '1.000001', name: 'Đăng ký thử', channels }),
  ).records;
  assert(record);
  return record;
};

describe('a procedure card', () => {
  it('shows time and fee with their units and notes', () => {
    expect(procedureCard(file, 'time', vi)).toContain('- Nộp trực tiếp: 3 ngày làm việc');
    expect(procedureCard(file, 'fee', vi)).toContain(
      '- Nộp trực tiếp: 8.000 đồng (Theo nghị quyết HĐND tỉnh)',
    );
  });

  it('tells a time in words where the law gives no number, but never a number alone', () => {
    const sameDay = { ...file, time: [{ channel: 'any', note: 'Làm trong ngày.' }] };
    const numberAlone = { ...file, time: [{ channel: 'any', value: 1 }] };

    expect(procedureCard(ProcedureFile.parse(sameDay), 'time', vi)).toContain('- Làm trong ngày.');
    expect(ProcedureFile.safeParse(numberAlone).success).toBe(false);
  });

  it('is headed by a short title, and ends with the long name of the catalogue', () => {
    const name = `Cấp giấy thử ${'rất dài '.repeat(10)}`.trim();
    const long = ProcedureFile.parse({ ...file, name, short: 'Giấy thử' });
    const lines = procedureCard(long, 'overview', vi);

    expect(lines[0]).toBe('Giấy thử');
    expect(lines.at(-1)).toContain(name);
    expect(ProcedureFile.safeParse({ ...file, name }).success).toBe(false);
  });

  it('says that nothing is known rather than leave a part empty', () => {
    expect(procedureCard(file, 'legal', vi).at(-1)).toContain(vi.noInformation);
    expect(procedureCard(file, 'steps', en).at(-1)).toContain(en.noInformation);
  });

  it('fills every place of every sentence, in both languages', () => {
    for (const texts of [vi, en]) {
      for (const part of ['overview', 'documents', 'bring', 'fee', 'time', 'where', 'share'] as const) {
        expect(procedureCard(file, part, texts).join('\n')).not.toMatch(/[{}]|undefined/);
      }
    }
  });

  it('prefers what was curated over what was imported', () => {
    const record = recordOf([]);

    expect(preferCurated(file, record)).toBe(file);
    expect(preferCurated(undefined, record)).toBe(record);
  });

  it('never shows an imported time or fee without its unit', () => {
    const channel = fc.record({
      channel: fc.constantFrom('Trực tiếp', 'Trực tuyến', 'Dịch vụ bưu chính'),
      time: fc.integer({ min: 100, max: 999 }).map(String),
      time_unit: fc.constantFrom(null, '', 'Ngày', 'Ngày làm việc', 'Giờ', 'Tháng', 'lần'),
      fee: fc.constantFrom(
        null,
        '',
        'Miễn phí',
        '12345',
        '12,345',
        '12,345 Việt Nam Đồng',
        '12,345 VNĐ',
        '30 USD',
      ),
      note: fc.constant(''),
    });

    fc.assert(
      fc.property(fc.array(channel, { maxLength: 4 }), (channels) => {
        const record = recordOf(channels);
        const shown = [...procedureCard(record, 'time', vi), ...procedureCard(record, 'fee', vi)].join('\n');
        const numbers = shown.match(/\d[\d.,]*(?![\d.,]| ?(?:ngày|giờ|tháng|đồng|USD))/g) ?? [];
        expect(numbers).toEqual([]);
      }),
    );
  });
});
