import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { WardId } from '../../src/core/ids.ts';
import { ensureDesk, loadDeskFile, sealContact } from '../../src/features/cases/index.ts';
import { createExportRoutes } from '../../src/features/exports/index.ts';
import type { FileAnswer, StaffRoute } from '../../src/features/staff/index.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { type CaseRow, createCase, createStaff, monday } from '../support/case-rows.ts';
import { actorOf, callStaff } from '../support/staff-call.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { unzip } from '../support/unzip.ts';

const day = 24 * 3_600_000;
const now = monday + 20 * day;
const seal = createSeal('a secret of this test');
let test: TestDatabase;
let routes: readonly StaffRoute[];
let ward: WardId;
let officer: number;
let wards = 0;

beforeAll(async () => {
  test = await openTestDatabase();
  const speak = await loadSpokenTexts('content');
  routes = createExportRoutes({ db: test.database, clock: { now: () => now }, speak, seal });
});
afterAll(() => test.close());
beforeEach(async () => {
  wards += 1;
  ward = await createTestWard(test.database, `exports-${wards}`, 'Phường Gần Dân');
  const desk = await loadDeskFile('content');
  await test.database.forWard(ward, (tx) => ensureDesk(tx, desk, '2025-07-01'));
  officer = await createStaff(test.database, ward, 'An');
});

const made = (over: Partial<CaseRow> = {}) =>
  createCase(test.database, ward, { writtenById: officer, ...over });
const dispatcher = () => actorOf(officer, ward, 'dispatcher');

/** What a browser would save, with the headers that it came with. */
async function download(name: string, query: object, actor: Actor = dispatcher()) {
  const headers: Record<string, string> = {};
  const stream = new PassThrough();
  const response = Object.assign(stream, {
    setHeader(key: string, value: string) {
      headers[key] = value;
    },
  }) as unknown as ServerResponse;
  const [bytes] = await Promise.all([
    buffer(stream),
    callStaff(routes, name, { actor, query: { ...query }, response }),
  ]);
  const book = new ExcelJS.Workbook();
  // The types of exceljs know an older Buffer.
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('a workbook without a sheet');
  return { headers, sheet };
}
const register = (actor?: Actor) =>
  download('GET /exports/register.xlsx', { from: '2026-11-01', to: '2026-11-30' }, actor);
const november = { month: '2026-11' };

describe('the register', () => {
  it('has a line for each case of the period, oldest first, and nobody’s name, phone or address', async () => {
    const [office] = await test.database.systemQuery<{ id: number }>(
      `select id from office where ward_id = $1 and code = 'kinh-te'`,
      [ward],
    );
    await made({ receivedAt: monday - 40 * day });
    const late = await made({ answeredAt: monday + 15 * day, officeId: office?.id ?? null });
    await made({
      receivedAt: monday + day,
      state: 'in_progress',
      answeredAt: null,
      dueAt: now + day,
      category: 'dien',
      body: 'Tôi là Nguyễn Văn Mẫu, số 0900 000 001, nhà số 12/3 đường Mẫu, đèn hư',
    });

    const { sheet, headers } = await register();

    expect(headers['content-disposition']).toBe(
      'attachment; filename="so-theo-doi-2026-11-01-2026-11-30.xlsx"',
    );
    const text = (row: number): string[] =>
      Array.from(sheet.getRow(row).values as unknown[])
        .slice(1)
        .map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '')));
    expect(text(1)[0]).toBe('SỔ THEO DÕI PHẢN ÁNH, KIẾN NGHỊ');
    expect(text(2)[0]).toBe('Từ ngày 01/11/2026 đến ngày 30/11/2026');
    expect(text(3)).toEqual(
      'STT|Mã|Ngày tiếp nhận|Kênh|Loại|Lĩnh vực|Nội dung tóm tắt|Khu phố|Bộ phận xử lý|Hạn trả lời|Ngày trả lời|Kết quả|Đúng hạn / quá hạn|Đánh giá (1–5)'.split(
        '|',
      ),
    );
    expect(text(4)).toEqual([
      '1',
      late.code,
      '2026-11-23',
      'Trang web',
      'Phản ánh',
      'Rác thải và vệ sinh môi trường',
      'Rác đổ đầy đầu hẻm ba hôm nay',
      '',
      'Phòng Kinh tế, Hạ tầng và Đô thị',
      '2026-12-02',
      '2026-12-08',
      'Đã trả lời',
      'Quá hạn',
    ]);
    expect(text(5)[6]).toBe('Tôi là [họ tên], số [số điện thoại], [số nhà] đường Mẫu, đèn hư');
    expect(text(5).slice(11, 13)).toEqual(['Đang xử lý', 'Trong hạn']);
    expect(sheet.rowCount).toBe(5);
  });

  it('keeps what looks like a formula as the text it is', async () => {
    const attacks = ['=1+1', '+84 là gì', '-2', '@SUM(A1)', "=cmd|' /C calc'!A0"];
    for (const body of attacks) await made({ body });

    const { sheet } = await register();

    attacks.forEach((attack, index) => {
      const cell = sheet.getRow(4 + index).getCell(7);
      expect([cell.type, cell.value, cell.numFmt]).toEqual([ExcelJS.ValueType.String, attack, '@']);
    });
  });

  it('holds only what the person sees', async () => {
    await made();
    await made({ chairOnly: true, category: 'thai-do' });
    const lines = async (actor: Actor) => (await register(actor)).sheet.rowCount - 3;

    expect(await lines(dispatcher())).toBe(1);
    expect(await lines(actorOf(officer, ward, 'approver'))).toBe(2);
    expect(await lines(actorOf(officer, ward, 'admin'))).toBe(0);
  });

  it('has each case once over many pages', async () => {
    await test.database.systemQuery(
      `insert into citizen_case (ward_id, code, kind, category, body, channel, received_at, clock_started_at, due_at,
         deadline, search_words)
       select $1, 'PA-' || n, 'feedback', 'dien', 'Đèn hư', 'sms', $2::timestamptz + (n / 7) * interval '1 s', $2, $2,
         '{}', '' from generate_series(1, 1203) n`,
      [ward, new Date(monday)],
    );

    const { sheet } = await register();

    const codes = Array.from({ length: 1203 }, (_, index) => sheet.getRow(4 + index).getCell(2).value);
    expect(new Set(codes).size).toBe(1203);
    expect(sheet.rowCount).toBe(1206);
  });

  it.each([
    ['bad_period', { from: '2026-11-30', to: '2026-11-01' }],
    ['period_too_long', { from: '2025-11-01', to: '2026-11-30' }],
  ])('is refused as %s', async (code, query) => {
    await expect(
      callStaff(routes, 'GET /exports/register.xlsx', { actor: dispatcher(), query }),
    ).rejects.toMatchObject({ code });
  });
});

describe('the figures of a month', () => {
  it('stand by office and by category, each with its total', async () => {
    await made();
    await made({ answeredAt: monday + 15 * day, category: 'dien' });
    await made({ receivedAt: monday + 10 * day });

    const { sheet } = await download('GET /exports/monthly.xlsx', november);

    const rows: unknown[][] = [];
    sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    expect(rows[1]).toEqual(['Tháng 11/2026']);
    expect(rows.filter(([name]) => name === 'Tổng cộng').map((row) => row.slice(1, 6))).toEqual([
      [2, 2, 2, 1, 50],
      [2, 2, 2, 1, 50],
    ]);
    expect(rows.find(([name]) => name === 'Điện, đèn đường')?.slice(1, 6)).toEqual([1, 1, 1, 0, 0]);
    expect(rows.some(([name]) => name === 'Chưa phân công')).toBe(true);
  });
});

describe('the dossier of a case', () => {
  const dossier = async (id: number, actor: Actor) => {
    const file = await callStaff<FileAnswer>(routes, 'GET /cases/:id/dossier.docx', {
      actor,
      params: { id: String(id) },
    });
    const files = unzip(file.bytes);
    const text = files.get('word/document.xml')?.toString('utf8') ?? '';
    return { file, files, text };
  };
  const full = async () => {
    const { id, code } = await made({ body: 'Rác <b>đầy</b> hẻm & bốc mùi\ndòng hai' });
    const sealed = sealContact(seal, { name: 'Lê Thị Mẫu', phone: '84900000001' });
    await test.database.systemQuery('update citizen_case set contact_sealed = $2, rating = 4 where id = $1', [
      id,
      sealed,
    ]);
    await test.database.systemQuery(
      `insert into case_event (ward_id, case_id, at, actor, kind) values ($1, $2, $3, 'citizen', 'filed'),
         ($1, $2, $3, 'house', 'something_new')`,
      [ward, id, new Date(monday)],
    );
    const picture = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#7a9' } })
      .jpeg()
      .toBuffer();
    await test.database.systemQuery(
      `insert into case_photo (id, ward_id, case_id, mime, width, height, content)
       values ($1, $2, $3, 'image/jpeg', 1200, 900, $4)`,
      [`photo-${id}`, ward, id, picture],
    );
    return { id, code, picture };
  };

  it('is in the form of an administrative text, with history, answers and photos', async () => {
    const { id, code, picture } = await full();

    const { file, files, text } = await dossier(id, dispatcher());

    expect([file.fileName, file.mime]).toEqual([
      `${code}.docx`,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ]);
    for (const words of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'PHƯỜNG GẦN DÂN',
      'Phường Gần Dân, ngày 13 tháng 12 năm 2026',
      'Rác &lt;b&gt;đầy&lt;/b&gt; hẻm &amp; bốc mùi',
      'Phường đã cho dọn sạch trong sáng nay.',
      '- 09:00 23/11/2026: Gửi phản ánh (Người dân)',
      '4 trên 5',
    ])
      expect(text).toContain(words);
    expect(files.get('word/styles.xml')?.toString()).toMatch(
      /w:ascii="Times New Roman"[\s\S]*?w:sz w:val="26"/,
    );
    // 20, 20, 30 and 15 mm in twentieths of a point.
    const set = text.match(/<w:pgMar [^>]*>/)?.[0];
    for (const margin of ['w:top="1134"', 'w:bottom="1134"', 'w:left="1701"', 'w:right="850"'])
      expect(set).toContain(margin);
    const photos = [...files].filter(([name]) => name.startsWith('word/media/'));
    expect(photos.map(([, content]) => content.equals(picture))).toEqual([true]);
  });

  it('names the citizen only to whoever may know', async () => {
    const { id } = await full();
    const chair = actorOf(officer, ward, 'approver');

    expect((await dossier(id, dispatcher())).text).not.toMatch(/Lê Thị Mẫu|84900000001|0900 000 001/);
    expect((await dossier(id, chair)).text).toMatch(/Lê Thị Mẫu[\s\S]*0900 000 001/);
    await test.database.systemQuery('update citizen_case set identity_shown = true where id = $1', [id]);
    expect((await dossier(id, dispatcher())).text).toContain('Lê Thị Mẫu');
  });

  it('is not there for whoever may not open the case', async () => {
    const { id } = await made({ chairOnly: true, category: 'thai-do' });

    await expect(dossier(id, dispatcher())).rejects.toMatchObject({ code: 'not_found' });
    await expect(dossier(id, actorOf(officer, ward, 'officer'))).rejects.toMatchObject({ code: 'not_found' });
  });
});
