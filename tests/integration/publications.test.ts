import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type { Publication, PublicationRow } from '../../src/contracts/console/publications.ts';
import type { WardId } from '../../src/core/ids.ts';
import { ensureDesk, loadDeskFile } from '../../src/features/cases/index.ts';
import { createPublicationRoutes, withdrawStale } from '../../src/features/publications/index.ts';
import type { StaffRoute } from '../../src/features/staff/index.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { type CaseRow, createCase, createStaff, monday } from '../support/case-rows.ts';
import { actorOf, callStaff } from '../support/staff-call.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const day = 24 * 3_600_000;
let test: TestDatabase;
let routes: readonly StaffRoute[];
let ward: WardId;
let editor: number;
let wards = 0;

beforeAll(async () => {
  test = await openTestDatabase();
  routes = createPublicationRoutes({
    db: test.database,
    clock: { now: () => monday + 3 * day },
    speak: await loadSpokenTexts('content'),
    seal: createSeal('a secret of this test'),
  });
});
afterAll(() => test.close());
beforeEach(async () => {
  wards += 1;
  ward = await createTestWard(test.database, `published-${wards}`);
  const desk = await loadDeskFile('content');
  await test.database.forWard(ward, (tx) => ensureDesk(tx, desk, '2025-07-01'));
  editor = await createStaff(test.database, ward, 'Biên tập');
});

const answered = (over: Partial<CaseRow> = {}) =>
  createCase(test.database, ward, { writtenById: editor, ...over });
const call = <Answer = Publication>(name: string, id: number, body?: unknown) =>
  callStaff<Answer>(routes, name, {
    actor: actorOf(editor, ward, 'communications'),
    params: { id: String(id) },
    body,
  });
const show = (id: number) => call('GET /cases/:id/publication', id);
const draft = (id: number, texts: { question: string; answer: string }) =>
  call('PUT /cases/:id/publication', id, texts);
const release = (id: number, digest: string, more: object = {}) =>
  call('POST /cases/:id/publication/release', id, { checked: true, digest, ...more });
const list = async (query: Record<string, unknown> = {}) =>
  (
    await callStaff<{ publications: PublicationRow[]; next: number | null }>(routes, 'GET /publications', {
      actor: actorOf(editor, ward, 'communications'),
      query,
    })
  ).publications.map(({ caseId, state }) => [caseId, state]);
const statesOf = (id: number) =>
  test.database.systemQuery('select state from publication where case_id = $1', [id]);

const personal = {
  body: 'Tôi là Nguyễn Văn Mẫu, số 0900 000 001, nhà số 12/3 đường Mẫu. Xe 29A-123.45 đậu chắn hẻm, gặp Quán Bún Bò.',
  answer: 'Chào ông Nguyễn Văn Mẫu, Công an phường đã nhắc chủ xe.',
};

describe('the draft of a publication', () => {
  it('begins with both texts masked, and lists what was masked and what a person should look at', async () => {
    const { id } = await answered(personal);

    const shown = await show(id);

    expect(shown.state).toBe('candidate');
    expect(shown.question).toBe(
      'Tôi là [họ tên], số [số điện thoại], [số nhà] đường Mẫu. Xe [biển số xe] đậu chắn hẻm, gặp Quán Bún Bò.',
    );
    expect(shown.masked.map(({ where, kind }) => `${where} ${kind}`)).toEqual([
      'question name',
      'question phone',
      'question address',
      'question plate',
      'answer name',
    ]);
    expect(shown.remaining).toEqual([]);
    expect(shown.doubtful).toContainEqual({ where: 'question', kind: 'capitals', words: 'Quán Bún Bò' });
    expect(shown.original).toEqual({ question: personal.body, answer: personal.answer });
  });

  it('shows nobody in the list of what may be published, before anyone has read it', async () => {
    await answered({ body: `${'Rác nhiều. '.repeat(13)}${personal.body}` });

    const { publications } = await callStaff<{ publications: PublicationRow[] }>(
      routes,
      'GET /publications',
      {
        actor: actorOf(editor, ward, 'communications'),
        query: { state: 'candidate' },
      },
    );

    expect(publications).toHaveLength(1);
    expect(publications[0]?.excerpt).toMatch(/Tôi là \[họ tên\]/);
    expect(publications[0]?.excerpt).not.toMatch(/Mẫu|0900|29A/);
  });

  it('is kept as the officer wrote it, and nobody else’s page shows it yet', async () => {
    const { id } = await answered();

    const kept = await draft(id, { question: 'Rác ở đầu hẻm', answer: 'Đã dọn.' });

    expect(kept).toMatchObject({ state: 'draft', question: 'Rác ở đầu hẻm', answer: 'Đã dọn.', path: null });
    expect(kept.preparedBy).toEqual({ id: editor, name: 'Biên tập' });
  });

  it.each([
    ['reserved to the chair', { chairOnly: true }],
    ['of a category that became the chair’s later', { category: 'thai-do' }],
    ['not answered yet', { state: 'in_progress', answeredAt: null }],
    ['erased', { body: '' }],
  ])('is refused for a case %s', async (_, over) => {
    const { id } = await answered(over);
    const texts = { question: 'Câu hỏi', answer: 'Trả lời' };

    await expect(show(id)).rejects.toMatchObject({ code: 'not_publishable' });
    await expect(draft(id, texts)).rejects.toMatchObject({ code: 'not_publishable' });
    await expect(release(id, '')).rejects.toMatchObject({ code: 'not_publishable' });
    expect(await list({ state: 'candidate' })).toEqual([]);
  });

  it('of another ward’s case does not exist', async () => {
    const { id } = await answered();
    ward = await createTestWard(test.database, `other-${wards}`);

    await expect(show(id)).rejects.toMatchObject({ code: 'not_publishable' });
  });
});

describe('the release', () => {
  it('needs somebody who says that they checked these very texts', async () => {
    const { id } = await answered();
    await expect(release(id, '')).rejects.toMatchObject({ code: 'no_publication' });
    const first = await draft(id, { question: 'Rác ở đầu hẻm', answer: 'Đã dọn.' });
    await draft(id, { question: 'Rác ở đầu hẻm', answer: 'Đã dọn sạch.' });

    await expect(release(id, first.digest)).rejects.toMatchObject({ code: 'publication_changed' });
    const now = await show(id);
    await expect(release(id, now.digest, { checked: false })).rejects.toMatchObject({ code: 'not_checked' });
    expect(await statesOf(id)).toEqual([{ state: 'draft' }]);

    const released = await release(id, now.digest);
    expect(released).toMatchObject({ state: 'released', releasedBy: { id: editor } });
    expect(released.path).toMatch(/^\/phan-anh\/hoi-dap\/[\w-]{30,}$/);
  });

  it('is refused while something personal remains, unless each of it is kept by name', async () => {
    const { id } = await answered();
    const texts = { question: 'Xe 29A-123.45 của ông Trần Văn Mẫu', answer: 'Gọi 0900 000 002 nhé' };
    const kept = await draft(id, texts);
    expect(kept.remaining.map(({ words }) => words)).toEqual(['29A-123.45', 'Trần Văn Mẫu', '0900 000 002']);

    await expect(release(id, kept.digest)).rejects.toMatchObject({ code: 'still_personal' });
    await expect(release(id, kept.digest, { keep: ['29A-123.45', 'Trần Văn Mẫu'] })).rejects.toMatchObject({
      code: 'still_personal',
    });
    const released = await release(id, kept.digest, { keep: kept.remaining.map(({ words }) => words) });

    expect(released.state).toBe('released');
  });

  it('is taken back by a new draft, by hand, and by a reopening, and does not come back with a new answer', async () => {
    const [edited, taken, reopened] = [await answered(), await answered(), await answered()];
    for (const { id } of [edited, taken, reopened]) {
      const { digest } = await draft(id, { question: 'Rác ở đầu hẻm', answer: 'Đã dọn.' });
      await release(id, digest);
    }

    await draft(edited.id, { question: 'Rác ở đầu hẻm', answer: 'Đang dọn.' });
    await call('POST /cases/:id/publication/withdraw', taken.id);
    const set = (state: string, at: number | null) =>
      test.database.systemQuery('update citizen_case set state = $2, answered_at = $3 where id = $1', [
        reopened.id,
        state,
        at === null ? null : new Date(at),
      ]);
    await set('in_progress', null);
    expect(await list()).toEqual([
      [reopened.id, 'withdrawn'],
      [taken.id, 'withdrawn'],
      [edited.id, 'draft'],
    ]);
    await set('answered', monday + 5 * day);
    expect(await list({ state: 'released' })).toEqual([]);

    expect(await test.database.forWard(ward, withdrawStale)).toBe(1);
    expect(await statesOf(reopened.id)).toEqual([{ state: 'withdrawn' }]);
    await expect(call('POST /cases/:id/publication/withdraw', taken.id)).rejects.toMatchObject({
      code: 'no_publication',
    });
  });

  it('stands in the history of the case, without a word of it', async () => {
    const { id } = await answered();
    const { digest } = await draft(id, { question: 'Rác ở đầu hẻm', answer: 'Đã dọn.' });
    await release(id, digest);
    await call('POST /cases/:id/publication/withdraw', id);

    expect(
      await test.database.systemQuery(
        'select kind, staff_id, facts from case_event where case_id = $1 order by id',
        [id],
      ),
    ).toEqual(
      ['publication_drafted', 'published', 'publication_withdrawn'].map((kind) => ({
        kind,
        staff_id: editor,
        facts: {},
      })),
    );
  });
});

describe('the list of publications', () => {
  it('shows candidates when asked for them, and pages', async () => {
    const made = [await answered(), await answered(), await answered()].map(({ id }) => id);
    expect(await list({ state: 'candidate' })).toEqual(made.toReversed().map((id) => [id, 'candidate']));
    for (const id of made) await draft(id, { question: 'Rác ở đầu hẻm', answer: 'Đã dọn.' });

    expect(await list({ state: 'candidate' })).toEqual([]);
    expect(await list({ limit: 2 })).toEqual([
      [made[2], 'draft'],
      [made[1], 'draft'],
    ]);
    expect(await list({ limit: 2, after: made[1] })).toEqual([[made[0], 'draft']]);
  });
});
