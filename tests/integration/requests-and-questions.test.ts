import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type { Values } from '../../src/core/value.ts';
import type { Ability, AbilityResult } from '../../src/features/conversations/ability.ts';
import { createHandoffAbilities, listOpenRequests } from '../../src/features/handoff/index.ts';
import { createQuestionAbilities, listUnanswered } from '../../src/features/questions/index.ts';
import { ensureWard, loadSampleWard } from '../../src/features/wards/index.ts';
import { until } from '../support/pipeline.ts';
import {
  createTestCitizen,
  createTestWard,
  openTestDatabase,
  type TestCitizen,
  type TestDatabase,
} from '../support/test-database.ts';

const keptOut = {
  isAccusation: (text: string) => /tố cáo|to cao/.test(text),
  isCommand: (folded: string) => folded === 'menu',
};
let test: TestDatabase;
let abilities: Record<string, Ability>;
let citizen: TestCitizen;
let neighbour: TestCitizen;
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

beforeAll(async () => {
  test = await openTestDatabase();
  const speak = await loadSpokenTexts('content');
  abilities = { ...createHandoffAbilities({ speak }), ...createQuestionAbilities(keptOut) };
  const profile = await loadSampleWard('content');
  const ward = await test.database.system((tx) => ensureWard(tx, profile));
  citizen = await createTestCitizen(test.database, ward, 'one');
  neighbour = await createTestCitizen(test.database, await createTestWard(test.database, 'next'), 'two');
});
afterAll(() => test.close());

function ask(
  name: string,
  args: Values,
  by = citizen,
  now = at('2026-11-23T08:00'),
): Promise<AbilityResult | undefined> {
  return test.database.forWard(by.wardId, async (tx) =>
    abilities[name]?.({ tx, ...by, language: 'vi', now }, args),
  );
}

describe('the wish to talk to an officer', () => {
  const open = (by: TestCitizen) => test.database.forWard(by.wardId, (tx) => listOpenRequests(tx, 10));

  it('is recorded once, and says when an answer can be expected', async () => {
    const first = await ask('request_officer', { topic: 'Hỏi về sổ đỏ, gọi tôi 0900 000 009' });
    const again = await ask('request_officer', { topic: 'Nhanh lên' }, citizen, at('2026-11-23T09:00'));

    expect(first).toEqual({
      outcome: 'recorded',
      values: {
        text: [
          'Đã ghi nhận. Cán bộ Phường Gần Dân sẽ trả lời anh/chị ngay tại đây.',
          'Thường trả lời trong 4 giờ làm việc.',
          'Cần gấp, anh/chị gọi 0900 000 000.',
        ].join('\n'),
      },
    });
    expect(again?.outcome).toBe('already');
    expect(again?.values.text).toContain('lúc 08:00 ngày 23/11/2026');
    expect(await open(citizen)).toMatchObject([{ topic: 'Hỏi về sổ đỏ, gọi tôi ***\nNhanh lên' }]);
  });

  it('takes further words for a day, and only while it waits', async () => {
    const soon = await ask('add_to_request', { text: 'Nhà tôi ở tổ 5' }, citizen, at('2026-11-23T10:00'));
    const late = await ask('add_to_request', { text: 'Còn việc khác' }, citizen, at('2026-11-24T08:01'));
    const nobody = await ask('add_to_request', { text: 'Nhà tôi ở tổ 6' }, neighbour);

    expect([soon, late, nobody].map((answer) => answer?.outcome)).toEqual(['added', 'none', 'none']);
    expect((await open(citizen))[0]?.topic).toMatch(/Nhanh lên\nNhà tôi ở tổ 5$/);
  });

  it('out of hours says when the office opens, and another ward does not see it', async () => {
    const other = await createTestCitizen(test.database, citizen.wardId, 'three');
    const answer = await ask('request_officer', { topic: '' }, other, at('2026-11-21T20:00'));
    expect(answer?.values.text).toContain('Giờ làm việc gần nhất: 07:30 thứ Hai, ngày 23/11/2026.');
    expect(await open(neighbour)).toEqual([]);
  });

  it('of a ward that has told nothing about itself promises nothing', async () => {
    const answer = await ask('request_officer', { topic: 'x' }, neighbour);
    expect(answer?.values.text).toBe('Đã ghi nhận. Cán bộ Phường next sẽ trả lời anh/chị ngay tại đây.');
  });
});

describe('a question that nothing was found for', () => {
  const kept = (by: TestCitizen) => test.database.forWard(by.wardId, (tx) => listUnanswered(tx, 10));

  it('is kept once however it is written, counted, and without numbers that belong to somebody', async () => {
    await ask('store_question', { question: 'Xin giấy phép nuôi khỉ, sđt 0900.000.009' });
    await ask('store_question', { question: 'xin giay phep nuoi khi - sdt 0911 111 119!!!' });
    await ask('store_question', { question: '😀😀' });
    await ask('store_question', { question: 'a\u0000b c \ud800' });
    for (const question of [
      'có',
      'Trần Thị Mật',
      'Trần Thị Mật, 0912 345 678',
      'tên tôi là Tư số 0901112223',
    ])
      expect((await ask('store_question', { question }))?.outcome).toBe('no_question');
    expect(await kept(citizen)).toMatchObject([
      { question: 'Xin giấy phép nuôi khỉ, sđt ***', timesAsked: 2 },
      { timesAsked: 1 },
    ]);
    expect(await kept(neighbour)).toEqual([]);
  });

  it('is not kept when it names, accuses or numbers somebody, or only steers the talk', async () => {
    const before = await kept(citizen);
    for (const question of [
      'ông Nguyễn Văn Mẫu lấn đất',
      'toi muon to cao',
      '079000000012',
      '/start',
      'Menu',
    ])
      await ask('store_question', { question });
    expect(await kept(citizen)).toEqual(before);
  });

  it('is counted by two batches that hear the same ones in opposite order, and neither waits for the other', async () => {
    let heard = 0;
    const batch = (first: string, second: string) =>
      test.database.forWard(citizen.wardId, async (tx) => {
        const context = { ...citizen, tx, language: 'vi', now: Date.now() } as const;
        await abilities.store_question?.(context, { question: first });
        heard += 1;
        await until(() => heard === 2);
        await abilities.store_question?.(context, { question: second });
      });

    await Promise.all([batch('xin nuôi hổ', 'xin nuôi voi'), batch('xin nuôi voi', 'xin nuôi hổ')]);

    const counts = (await kept(citizen)).filter(({ question }) => question.startsWith('xin nuôi '));
    expect(counts.map(({ timesAsked }) => timesAsked)).toEqual([2, 2]);
  });
});
