import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Knowledge, loadKnowledge } from '../../src/catalog/knowledge/load-knowledge.ts';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type { Values } from '../../src/core/value.ts';
import type { Ability, AbilityResult } from '../../src/features/conversations/ability.ts';
import {
  createKnowledgeAbilities,
  createKnowledgeBase,
  withBeginnings,
} from '../../src/features/knowledge/index.ts';
import {
  createWardAbilities,
  ensureWard,
  importMergers,
  loadProvinceNames,
  loadSampleWard,
} from '../../src/features/wards/index.ts';
import {
  createTestCitizen,
  openTestDatabase,
  type TestCitizen,
  type TestDatabase,
} from '../support/test-database.ts';

const mergers = `Tỉnh,"Phường, xã mới","Phường, xã trước sáp nhập"
Mẫu,Gần Dân,"Phường 1, Phường 2 (thành phố Mẫu), Xã Bến Gió"
Mẫu,Bến Đò,"Phường 2 (thị xã Thí Dụ), Xã Bến Đò, Xã Đồng Xanh (phần còn lại sau khi sáp nhập vào xã Gần Dân, xã Bến Đò)"
Mẫu,Núi Cao,Không sáp nhập
Thí Dụ,Sông Dài,"Phường 1, Thị trấn Sông Dài, Xã Bến Gió, Xã Gió"
,Hỏng,"Xã Không Tỉnh"
`;

let test: TestDatabase;
let abilities: Record<string, Ability>;
let knowledge: Knowledge;
let citizen: TestCitizen;
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

beforeAll(async () => {
  test = await openTestDatabase();
  const speak = await loadSpokenTexts('content');
  const ofTheWard = createWardAbilities({ speak, provinceNames: { 'Thí Dụ': ['Ví Dụ'] } });
  const loaded = loadKnowledge(process.cwd());
  if (!loaded.ok) throw new Error('the knowledge has faults');
  knowledge = loaded.value;
  const nothing = { digest: async () => '', load: async () => [] };
  const base = createKnowledgeBase(knowledge, speak, nothing);
  abilities = withBeginnings({ ...ofTheWard, ...createKnowledgeAbilities(base, () => false) }, base);
  const profile = await loadSampleWard('content');
  const ward = await test.database.system((tx) => ensureWard(tx, profile));
  citizen = await createTestCitizen(test.database, ward, 'one');
});
afterAll(() => test.close());

function ask(
  name: string,
  args: Values = {},
  now = at('2026-11-23T08:00'),
): Promise<AbilityResult | undefined> {
  return test.database.forWard(citizen.wardId, async (tx) =>
    abilities[name]?.({ tx, ...citizen, language: 'vi', now }, args),
  );
}
const find = (name: string) => ask('find_ward', { name });
const load = (text: string) =>
  test.database.system((tx) => importMergers(tx, Readable.from([Buffer.from(text)])));

describe('the list of mergers', () => {
  it('is loaded once, and rows without a province are named', async () => {
    const wanted = { read: 5, rejected: [{ line: 6, code: 'Hỏng', reason: 'missing_name' }] };
    expect(await load(mergers)).toMatchObject({ ...wanted, created: 14, unchanged: 0 });
    expect(await load(mergers)).toMatchObject({ ...wanted, created: 0, unchanged: 14 });
  });

  it.each([
    ['Bến Gió', 'Nơi trước đây'],
    ['xã bến gió', 'Gần Dân'],
    ['xa ben gio', 'Gần Dân'],
    ['Xã Bến Gió tỉnh Thí Dụ', 'Sông Dài'],
    ['xã Bến Gió, Ví Dụ', 'Sông Dài'],
    ['p1', 'Gần Dân'],
    ['P.01', 'Gần Dân'],
    ['hồi đó tui ở phường 1', 'Gần Dân'],
    ['phường 2 thị xã Thí Dụ', 'Bến Đò'],
    ['thị trấn sông dàii', 'Sông Dài'],
    ['Bến Gioo', 'Gần Dân'],
    ['xã gió', 'Sông Dài'],
    ['Núi Cao', 'tên đang dùng'],
    ['đồng xanh', 'Một phần của Xã Đồng Xanh (Mẫu) nay thuộc Bến Đò'],
  ])('answers "%s" with %s', async (name, wanted) => {
    const answer = await find(name);
    expect(answer).toMatchObject({ outcome: 'one' });
    if (wanted !== 'Nơi trước đây') expect(answer?.values.text).toContain(wanted);
  });

  it('says that it is this very ward', async () => {
    expect((await find('Bến Gió'))?.values.text).toContain('đang phục vụ anh/chị ở đây');
    expect((await find('sông dài'))?.values.text).not.toContain('đang phục vụ anh/chị ở đây');
  });

  it('offers the choice when a name was common, and takes the chosen one', async () => {
    const many = await find('phường 2');
    expect(many?.outcome).toBe('many');
    const options = many?.values.options as { id: string; label: string }[];
    expect(options.map(({ label }) => label)).toEqual(['Gần Dân (thành phố Mẫu)', 'Bến Đò (thị xã Thí Dụ)']);
    for (const { id } of options) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(20);
    expect((await find(options[1]?.id ?? ''))?.values.text).toContain('Bến Đò');
  });

  it('does not take the one at home when another place is named', async () => {
    const many = await find('xã Bến Gió Bàu Lạ');
    const labels = ((many?.values.options ?? []) as { label: string }[]).map(({ label }) => label);
    expect(labels).toEqual(['Gần Dân (Mẫu)', 'Sông Dài (Thí Dụ)']);
    expect((await find('xã bến gió cũ giờ đi đâu'))?.outcome).toBe('one');
  });

  it.each(['', 'w/999999', 'không có xã này', 'p99', '%_%', 'a'.repeat(5_000)])(
    'has nothing for "%s"',
    async (name) => {
      expect(await find(name)).toEqual({ outcome: 'none', values: {} });
    },
  );
});

describe('the ward tells', () => {
  it('its contacts with links', async () => {
    const answer = await ask('ward_contacts');
    expect(answer).toMatchObject({
      outcome: 'shown',
      values: { links: [{ url: 'https://gan-dan.example' }] },
    });
    expect(answer?.values.text).toContain('Điện thoại: 0900 000 001');
  });

  it('that it is open, and until when', async () => {
    const answer = await ask('office_hours');
    expect(answer?.outcome).toBe('open');
    expect(answer?.values.text).toBe(
      [
        'Nơi tiếp nhận hồ sơ đang mở cửa, đến 11:30 hôm nay.',
        'Giờ làm việc (ngày không ghi dưới đây thì nghỉ):',
        '• Thứ Hai đến thứ Sáu: 07:30–11:30, 13:30–17:00',
        '• Thứ Bảy: 07:30–11:30',
      ].join('\n'),
    );
  });

  it.each([
    ['2026-11-23T12:00', 'Mở cửa lại lúc 13:30 hôm nay.'],
    ['2026-11-21T12:00', 'Mở cửa lại lúc 07:30 thứ Hai, ngày 23/11/2026.'],
    ['2026-09-02T08:00', 'Hôm nay nghỉ: Quốc khánh.'],
    ['2029-01-01T03:00', 'Lịch nghỉ lễ năm 2029 chưa được cập nhật'],
  ])('at %s that it is closed: %s', async (local, wanted) => {
    const answer = await ask('office_hours', {}, at(local));
    expect(answer?.outcome).toBe('closed');
    expect(answer?.values.text).toContain(wanted);
  });

  it('what staff changed even after the sample was loaded again', async () => {
    await test.database.systemQuery(`update ward set name = 'Phường Đổi Tên' where id = $1`, [
      citizen.wardId,
    ]);
    const profile = await loadSampleWard('content');
    expect(await test.database.system((tx) => ensureWard(tx, profile))).toBe(citizen.wardId);
    expect((await ask('ward_contacts'))?.values.text).toContain('Phường Đổi Tên');
  });
});

/** Not in the repository; WARD_MERGERS names such a list where there is one. */
const real = await readFile(process.env.WARD_MERGERS ?? '', 'utf8').catch(() => '');
describe.skipIf(real === '')('the list of the whole country (needs WARD_MERGERS)', () => {
  it('is loaded whole and found in', async () => {
    const counts = await load(real);
    expect(counts.rejected).toEqual([]);
    expect(counts.read).toBeGreaterThan(3_000);
    const abilitiesOfAll = createWardAbilities({
      speak: await loadSpokenTexts('content'),
      provinceNames: await loadProvinceNames('content'),
    });
    const asked = await test.database.forWard(citizen.wardId, async (tx) =>
      abilitiesOfAll.find_ward?.({ tx, ...citizen, language: 'vi', now: 0 }, { name: 'phường 9 Bạc Liêu' }),
    );
    expect(asked?.outcome).not.toBe('none');
  });
});

describe('the guide to office hours', () => {
  it.each(['mấy giờ phường làm việc', 'giờ làm việc của phường', 'may gio phuong lam viec'])(
    'answers "%s" with the hours of this ward',
    async (question) => {
      const found = await ask('search_knowledge', { question });
      expect(found).toMatchObject({ outcome: 'answer', values: { kind: 'guide', id: 'gio-lam-viec' } });
      const text = String(found?.values.text);
      expect(text).toContain('• Thứ Hai đến thứ Sáu: 07:30–11:30, 13:30–17:00\n• Thứ Bảy: 07:30–11:30');
      expect(text).not.toContain('không đoán');
      expect((await ask('show_guide', { id: 'gio-lam-viec' }))?.values.text).toBe(text);
    },
  );

  it('is alone in it: other guides are told as they are, and unknown ones are gone', async () => {
    const { body } = knowledge.guides.get('ho-chieu') ?? { body: '' };
    expect((await ask('show_guide', { id: 'ho-chieu' }))?.values.text).toBe(body.trim());
    expect((await ask('show_guide', { id: 'khong-co' }))?.outcome).toBe('gone');
  });
});
