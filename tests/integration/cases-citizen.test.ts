import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseDetail } from '../../src/contracts/console/case.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { ConversationId } from '../../src/core/ids.ts';
import {
  addCitizenPhoto,
  addCitizenWords,
  type CitizenAct,
  cleanPicture,
  findSimilarFor,
  followCase,
  openCasesOf,
  rateCase,
  reopenByCitizen,
  reopenDays,
  savePhoto,
  statusByCode,
  sweepCases,
  withdrawCase,
} from '../../src/features/cases/index.ts';
import type { WardTx } from '../../src/store/database.ts';
import { CaseDesk, dayMs, monday } from '../support/case-desk.ts';

let desk: CaseDesk;
let officer: Actor;
let citizen: ConversationId;
beforeAll(async () => {
  desk = await CaseDesk.open();
});
afterAll(() => desk.test.close());
beforeEach(async () => {
  await desk.newWard();
  officer = await desk.hire('An', ['officer', 'kinh-te']);
  citizen = await desk.citizen('ba-tam');
});

const within = <T>(work: (tx: WardTx) => Promise<T>) => desk.test.database.forWard(desk.ward, work);
const own = (caseId: number, conversationId = citizen): CitizenAct => ({
  caseId,
  conversationId,
  at: desk.at,
});
const act = async (actor: Actor, caseId: number, path: string, body: object = {}) =>
  desk.call(actor, `POST /cases/${caseId}/${path}`, {
    body: { version: await desk.version(caseId), ...body },
  });
const page = (actor: Actor, caseId: number) => desk.call<CaseDetail>(actor, `GET /cases/${caseId}`);
const answer = (caseId: number) => act(officer, caseId, 'answers', { body: 'Đã dọn', isFinal: true });
const sweep = () => sweepCases(desk.test.database, desk.deps, { wardId: desk.ward, now: desk.at });
const sent = () => desk.rows(`update message set state = 'sent' where state = 'created'`);

describe('a further message', () => {
  it('belongs to the open case, is news to its handler until they look, and is told once', async () => {
    const { id } = await desk.file({ conversationId: citizen });
    await act(officer, id, 'claim');
    expect(await within((tx) => addCitizenWords(tx, { ...own(id), words: 'Sáng nay lại có thêm' }))).toEqual({
      outcome: 'added',
    });
    const list = await desk.call<{ cases: { hasNews: boolean }[] }>(officer, 'GET /cases');
    expect(list.cases[0]?.hasNews).toBe(true);
    const lead = await desk.hire('Trưởng phòng', ['lead', 'kinh-te']);
    await page(lead, id);
    expect((await page(officer, id)).history.at(-1)).toMatchObject({
      kind: 'citizen_wrote',
      actor: 'citizen',
      words: 'Sáng nay lại có thêm',
    });
    expect((await page(officer, id)).hasNews).toBe(false);
    expect(await desk.rows(`select staff_id from staff_notice where kind = 'citizen_wrote'`)).toEqual([
      { staff_id: officer.staffId },
    ]);
  });

  it('makes whoever is just answering look at it first', async () => {
    const { id } = await desk.file({ conversationId: citizen });
    const version = await desk.version(id);
    await within((tx) => addCitizenWords(tx, { ...own(id), words: 'Xin lỗi, tôi nhầm hẻm' }));
    expect(
      await desk.refusalOf(officer, `POST /cases/${id}/answers`, {
        body: { version, body: 'Đã dọn', isFinal: true },
      }),
    ).toBe('case_changed');
  });

  it('from somebody else, or to a case that is over, changes nothing', async () => {
    const { id } = await desk.file({ conversationId: citizen });
    const stranger = await desk.citizen('nguoi-la');
    expect(await within((tx) => addCitizenWords(tx, { ...own(id, stranger), words: 'x' }))).toEqual({
      outcome: 'unknown',
    });
    await answer(id);
    expect(await within((tx) => addCitizenWords(tx, { ...own(id), words: 'x' }))).toEqual({
      outcome: 'not_open',
    });
    expect(await within((tx) => openCasesOf(tx, citizen))).toEqual([]);
  });
});

describe('withdrawing', () => {
  it('ends the case for its citizen only', async () => {
    const { id, code } = await desk.file({ conversationId: citizen });
    const stranger = await desk.citizen('nguoi-la');
    expect(await within((tx) => withdrawCase(tx, own(id, stranger)))).toEqual({ outcome: 'unknown' });
    expect(await within((tx) => openCasesOf(tx, citizen))).toMatchObject([{ code, state: 'new' }]);
    expect(await within((tx) => withdrawCase(tx, own(id)))).toEqual({ outcome: 'withdrawn' });
    expect(await within((tx) => withdrawCase(tx, own(id)))).toEqual({ outcome: 'not_open' });
    expect(await desk.rows('select state, next_alarm_at from citizen_case')).toEqual([
      { state: 'withdrawn', next_alarm_at: null },
    ]);
  });
});

describe('asking to look at it again', () => {
  const again = (id: number) =>
    within((tx) => reopenByCitizen(tx, desk.deps, { ...own(id), words: 'Vẫn còn rác' }));

  it('is possible for as many days as the rules in force say, with a fresh clock', async () => {
    const { id } = await desk.file({ conversationId: citizen });
    expect(await again(id)).toEqual({ outcome: 'not_closed' });
    await answer(id);
    expect(await within((tx) => reopenDays(tx, desk.deps, desk.at))).toBe(15);
    desk.at = monday + 15 * dayMs;
    expect(await again(id)).toMatchObject({ outcome: 'reopened', dueAt: Date.parse('2026-12-17T10:00:00Z') });
    expect((await page(officer, id)).history.at(-1)).toMatchObject({
      kind: 'reopened',
      words: 'Vẫn còn rác',
    });
    expect((await page(officer, id)).state).toBe('in_progress');
  });

  it('is too late afterwards, or after the ward’s own number of days', async () => {
    const { id } = await desk.file({ conversationId: citizen });
    await answer(id);
    desk.at = monday + 6 * dayMs;
    await desk.test.database.systemQuery(
      `update ward set settings = settings || '{"cases":{"reopenDays":5}}' where id = $1`,
      [desk.ward],
    );
    expect(await again(id)).toEqual({ outcome: 'too_late' });
  });
});

describe('following somebody else’s case', () => {
  it('brings the answer too, once, also when the case was merged meanwhile', async () => {
    const first = await desk.file({ conversationId: citizen });
    const second = await desk.file();
    const follower = await desk.citizen('ong-sau');
    const boss = await desk.hire('Chủ tịch', 'approver');
    await act(boss, second.id, 'merge', { intoId: first.id });
    expect(await within((tx) => followCase(tx, own(second.id, follower)))).toEqual({ outcome: 'following' });
    expect(await within((tx) => followCase(tx, own(first.id, follower)))).toEqual({ outcome: 'already' });
    expect(await within((tx) => followCase(tx, own(first.id)))).toEqual({ outcome: 'own' });
    await answer(first.id);
    expect((await desk.messages()).map(({ to, purpose }) => [to, purpose])).toEqual([
      ['ba-tam', 'officer'],
      ['ong-sau', 'notice'],
    ]);
    const secret = await desk.file({ category: 'thai-do' });
    expect(await within((tx) => followCase(tx, own(secret.id, follower)))).toEqual({ outcome: 'unknown' });
  });

  it('is offered for the same matter only, without what the other one wrote', async () => {
    const kp1 = desk.neighbourhood('kp-1');
    const { id, code } = await desk.file({ neighbourhoodId: kp1 });
    await desk.file({ neighbourhoodId: kp1, category: 'thai-do' });
    const draft = (category: string) => ({
      category,
      neighbourhoodId: kp1,
      place: null,
      text: 'rác đổ đầy đầu hẻm',
      receivedAt: desk.at,
    });
    const found = await within((tx) => findSimilarFor(tx, draft('moi-truong'), citizen));
    expect(found).toMatchObject([{ id, code }]);
    expect(JSON.stringify(found)).not.toContain('Rác');
    expect(await within((tx) => findSimilarFor(tx, draft('thai-do'), citizen))).toEqual([]);
  });
});

describe('the state by code', () => {
  it('is what everybody may know: no words, no names, and no office of a secret case', async () => {
    const { id, code } = await desk.file({ conversationId: citizen });
    await act(officer, id, 'claim');
    const status = await within((tx) => statusByCode(tx, code));
    expect(status).toMatchObject({
      state: 'in_progress',
      office: 'Phòng Kinh tế, Hạ tầng và Đô thị',
      categoryEn: 'Waste and environment',
      mergedInto: null,
    });
    expect(JSON.stringify(status)).not.toMatch(/Rác đổ|An"/);
    const secret = await desk.file({ category: 'thai-do' });
    expect(await within((tx) => statusByCode(tx, secret.code))).toMatchObject({ office: null });
    expect(await within((tx) => statusByCode(tx, 'PA-000000-0000-A'))).toBeUndefined();
  });
});

describe('photos of a report that is being written', () => {
  it('are at most four, become the case’s, and further ones are added while there is room', async () => {
    const { default: sharp } = await import('sharp');
    const upload = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const picture = await cleanPicture(desk.deps.photos, upload);
    if (!picture.ok) throw new Error(picture.error);
    const save = () =>
      within((tx) => savePhoto(tx, picture.value, { caseId: null, conversationId: citizen, at: desk.at }));
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const saved = await save();
      if (saved.ok) ids.push(saved.value);
    }
    expect(ids).toHaveLength(4);
    expect(await save()).toEqual({ ok: false, error: 'too_many_photos' });
    const { id } = await desk.file({ conversationId: citizen, photoIds: ids.slice(0, 3) });
    expect((await page(officer, id)).photos).toBe(3);
    const add = (photoId: string) => within((tx) => addCitizenPhoto(tx, { ...own(id), photoId }));
    expect(await add('no-such-photo')).toEqual({ outcome: 'unknown' });
    expect(await add(ids[3] ?? '')).toEqual({ outcome: 'added' });
    const fifth = await save();
    expect(await add(fifth.ok ? fifth.value : '')).toEqual({ outcome: 'too_many_photos' });
    expect((await page(officer, id)).photosList).toHaveLength(4);
    desk.at = monday + 8 * dayMs;
    await sweep();
    expect(await desk.rows('select id from case_photo where case_id is null')).toEqual([]);
  });
});

describe('satisfaction', () => {
  it('is asked once, when the answer has gone out, by two rounds at the same moment too', async () => {
    const { id, code } = await desk.file({ conversationId: citizen });
    await answer(id);
    await sweep();
    expect(await desk.messages()).toHaveLength(1);
    await sent();
    await Promise.all([sweep(), sweep()]);
    await sweep();
    const told = await desk.messages();
    expect(told).toHaveLength(2);
    expect(told[1]?.text).toContain(code);
    const [asked] = await desk.rows<{ buttons: { label: string }[] }>(
      `select body->'buttons' as buttons from message order by id desc limit 1`,
    );
    expect(asked?.buttons.map(({ label }) => label)).toEqual(['5 sao', '4 sao', '3 sao', '2 sao', '1 sao']);
  });

  it('is not asked of those whose channel takes no free message any more', async () => {
    const late = await desk.citizen('co-bay', 'messenger');
    const { id } = await desk.file({ conversationId: late });
    await answer(id);
    await sent();
    desk.at = monday + 2 * dayMs;
    await sweep();
    expect(await desk.messages()).toHaveLength(1);
  });

  const rate = (id: number, rating: number, words: string | null = null) =>
    within((tx) => rateCase(tx, desk.deps, { ...own(id), rating, words }));

  it('that is good is kept with its words, once', async () => {
    const { id } = await desk.file({ conversationId: citizen });
    expect(await rate(id, 5)).toEqual({ outcome: 'not_now' });
    await answer(id);
    expect(await rate(id, 0)).toEqual({ outcome: 'not_now' });
    expect(await rate(id, 5, 'Nhanh lắm, cảm ơn')).toEqual({ outcome: 'thanks' });
    expect(await rate(id, 1)).toEqual({ outcome: 'not_now' });
    expect(await page(officer, id)).toMatchObject({
      state: 'answered',
      rating: 5,
      ratingWords: 'Nhanh lắm, cảm ơn',
    });
  });

  it('that is bad gives the case back to the lead of its office with a fresh clock: once', async () => {
    const lead = await desk.hire('Trưởng phòng', ['lead', 'kinh-te']);
    const { id } = await desk.file({ conversationId: citizen });
    await answer(id);
    desk.at = monday + 7 * dayMs;
    expect(await rate(id, 2, 'Vẫn bẩn')).toEqual({ outcome: 'returned' });
    expect(await page(lead, id)).toMatchObject({
      state: 'new',
      assignee: null,
      officeId: desk.office('kinh-te'),
      rating: 2,
      reopenedTimes: 1,
      dueAt: Date.parse('2026-12-09T10:00:00Z'),
    });
    expect((await desk.history(id)).slice(-2)).toEqual(['rated', 'rated_badly']);
    expect(await desk.rows(`select staff_id from staff_notice where kind = 'rated_badly'`)).toEqual([
      { staff_id: lead.staffId },
    ]);
    await answer(id);
    expect(await rate(id, 1)).toEqual({ outcome: 'thanks' });
    expect((await page(lead, id)).state).toBe('answered');
  });
});
