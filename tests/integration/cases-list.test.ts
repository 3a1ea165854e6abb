import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseDetail } from '../../src/contracts/console/case.ts';
import type { CaseList } from '../../src/contracts/console/cases.ts';
import type { Lookups } from '../../src/contracts/console/lookups.ts';
import type { Actor } from '../../src/core/actor.ts';
import { localDate } from '../../src/rules/local-day.ts';
import { CaseDesk, dayMs, monday } from '../support/case-desk.ts';

let desk: CaseDesk;
beforeAll(async () => {
  desk = await CaseDesk.open();
});
afterAll(() => desk.test.close());
beforeEach(() => desk.newWard());

const list = (actor: Actor, query: object = {}) => desk.call<CaseList>(actor, 'GET /cases', { query });
const codes = async (actor: Actor, query: object = {}) =>
  (await list(actor, query)).cases.map(({ code }) => Number(code.slice(10, 14)));
const counts = async (actor: Actor) =>
  (await desk.call<{ counts: Record<string, number> }>(actor, 'GET /cases/counts')).counts;

describe('who finds which cases in the list', () => {
  it('is decided by role, and the counts agree with the lists', async () => {
    const kp1 = desk.neighbourhood('kp-1');
    await desk.file({ neighbourhoodId: kp1 });
    await desk.file({ category: 'an-ninh' });
    await desk.file({ category: 'thai-do', neighbourhoodId: kp1 });
    await desk.file({ category: 'khac' });
    const people: [Actor, number[]][] = [
      [await desk.hire('Chủ tịch', 'approver'), [1, 2, 3, 4]],
      [await desk.hire('Tiếp nhận', 'dispatcher'), [1, 2, 4]],
      [await desk.hire('Truyền thông', 'communications'), [1, 2, 4]],
      [await desk.hire('Kiểm tra', 'auditor'), [1, 2, 4]],
      [await desk.hire('Cán bộ', ['officer', 'kinh-te']), [1]],
      [await desk.hire('Trưởng phòng', ['lead', 'cong-an']), [2]],
      [await desk.hire('Trưởng khu phố', ['head', 'kp-1']), [1]],
      [await desk.hire('Quản trị', 'admin'), []],
    ];
    for (const [actor, seen] of people) {
      expect([actor.name, await codes(actor, { view: 'open' })]).toEqual([actor.name, seen]);
      expect((await counts(actor)).open).toBe(seen.length);
    }
  });
});

describe('the folders', () => {
  it('hold what they say, for this person and at this moment', async () => {
    const me = await desk.hire('An', ['officer', 'kinh-te']);
    const mine = await desk.file();
    const late = await desk.file({}, monday - 30 * dayMs);
    const today = await desk.file();
    const gone = await desk.file();
    const resting = await desk.file();
    await desk.rows(`update citizen_case set assignee_id = $2, state = 'in_progress' where id = $1`, [
      mine.id,
      me.staffId,
    ]);
    await desk.rows(`update citizen_case set due_at = $2 where id = $1`, [
      today.id,
      new Date(monday + 3_600_000),
    ]);
    await desk.rows(`update citizen_case set state = 'answered', closed_at = $2 where id = $1`, [
      gone.id,
      new Date(monday),
    ]);
    await desk.rows(
      `update citizen_case set state = 'waiting', paused_at = $2, due_at = $2, pause_reason = 'supplement' where id = $1`,
      [resting.id, new Date(monday - dayMs)],
    );
    await desk.rows(
      `insert into case_answer (ward_id, case_id, body, is_final, state, written_by_id)
       values ($1, $2, 'Đã dọn', true, 'waiting_approval', $3)`,
      [desk.ward, mine.id, me.staffId],
    );
    expect(await counts(me)).toEqual({
      mine: 1,
      office: 4,
      unassigned: 2,
      due_today: 1,
      overdue: 1,
      waiting: 1,
      approval: 1,
      open: 4,
    });
    for (const [view, count] of Object.entries(await counts(me)))
      expect([view, (await list(me, { view })).cases.length]).toEqual([view, count]);
    expect((await list(me, { view: 'overdue' })).cases[0]).toMatchObject({ id: late.id });
    expect((await list(me, { view: 'overdue' })).cases[0]?.elapsed).toBeGreaterThan(1);
    expect((await list(me, { view: 'mine' })).cases[0]).toMatchObject({
      assignee: { id: me.staffId, name: 'An' },
      waitsForApproval: true,
      hasNews: false,
      elapsed: 0,
    });
  });
});

describe('pages', () => {
  it.each(['open', 'all'])('of %s follow each other without a gap or a double', async (view) => {
    const boss = await desk.hire('Chủ tịch', 'approver');
    for (let count = 0; count < 7; count += 1)
      await desk.file({ urgent: count === 4 }, monday - (count % 3) * dayMs);
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await list(boss, { view, limit: 2, ...(after === undefined ? {} : { after }) });
      seen.push(...page.cases.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(7);
    const whole = await list(boss, { view });
    expect(seen).toEqual(whole.cases.map(({ id }) => id));
    if (view === 'open') expect(whole.cases[0]?.urgent).toBe(true);
  });
});

describe('search', () => {
  it('finds words with and without accents, an unfinished last word, and codes however typed', async () => {
    const boss = await desk.hire('Chủ tịch', 'approver');
    const { code } = await desk.file({ body: 'Đèn đường trước nhà văn hóa bị hỏng' });
    await desk.file({ body: 'Nước ngập đường Lê Lợi', address: 'số 5 Lê Lợi' });
    expect(await codes(boss, { q: 'đèn đường' })).toEqual([1]);
    expect(await codes(boss, { q: 'den duong hon' })).toEqual([1]);
    expect(await codes(boss, { q: 'ĐƯỜNG' })).toEqual([1, 2]);
    expect(await codes(boss, { q: 'le loi' })).toEqual([2]);
    expect(await codes(boss, { q: code.toLowerCase().replaceAll('-', ' ') })).toEqual([1]);
    expect(await codes(boss, { q: "den & ! ' | (" })).toEqual([1]);
    expect(await codes(boss, { q: '???' })).toEqual([]);
  });

  it('finds nobody by a number that identifies a person, and shows none in the list and among likely doubles', async () => {
    const boss = await desk.hire('Chủ tịch', 'approver');
    const neighbourhoodId = desk.neighbourhood('kp-1');
    const body = 'Rác ở hẻm, gọi 0900 000 001, CCCD 079000000012, CMND 020000001, STK 0011000001';
    const { id, code } = await desk.file({ body, neighbourhoodId, address: 'Số 5 đường Mẫu, 0900000002' });
    await desk.file({ body: `${body} nữa`, neighbourhoodId });
    for (const q of [
      '0900000001',
      '0900 000',
      '079000000012',
      '079',
      '020000001',
      '0011000001',
      '0900000002',
    ])
      expect([q, await codes(boss, { q })]).toEqual([q, []]);
    expect(await codes(boss, { q: 'duong mau' })).toEqual([1]);
    expect(await codes(boss, { q: code.slice(3, 14) })).toEqual([1]);
    const [row] = (await list(boss, { q: code })).cases;
    expect(row?.excerpt).toBe('Rác ở hẻm, gọi ***, CCCD ***, CMND ***, STK ***');
    const { cases } = await desk.call<{ cases: { excerpt: string }[] }>(boss, `GET /cases/${id}/similar`);
    expect(cases[0]?.excerpt).toBe(`${row?.excerpt} nữa`);
    expect(await desk.call(boss, `GET /cases/${id}`)).toMatchObject({ body, excerpt: row?.excerpt });
  });

  it('joins with category, neighbourhood, office and state', async () => {
    const boss = await desk.hire('Chủ tịch', 'approver');
    await desk.file({ neighbourhoodId: desk.neighbourhood('kp-2') });
    await desk.file({ category: 'an-ninh' });
    expect(await codes(boss, { category: 'an-ninh' })).toEqual([2]);
    expect(await codes(boss, { neighbourhood: String(desk.neighbourhood('kp-2')) })).toEqual([1]);
    expect(await codes(boss, { office: String(desk.office('cong-an')) })).toEqual([2]);
    expect(await codes(boss, { state: 'answered', view: 'all' })).toEqual([]);
  });
});

describe('the moments of a case', () => {
  it('are whole milliseconds, however finely the database keeps them', async () => {
    const chair = await desk.hire('Chủ tịch', 'approver');
    const { id } = await desk.file();
    const finely = '2026-11-23T09:00:00.123456+07:00';
    await desk.rows(
      `update citizen_case set changed_at = $2, received_at = $2, due_at = $2, paused_at = $2 where id = $1`,
      [id, finely],
    );
    const whole = Date.parse('2026-11-23T09:00:00.123+07:00');
    const shown = { changedAt: whole, receivedAt: whole, dueAt: whole, pausedAt: whole };
    expect((await list(chair, { view: 'all' })).cases).toEqual([expect.objectContaining(shown)]);
    expect(await desk.call(chair, `GET /cases/${id}`)).toMatchObject(shown);
  });
});

describe('the look-ups', () => {
  it('name the days on which nobody works, by the calendar that time limits are counted with', async () => {
    const years = [
      {
        year: 2026,
        source: 'thử',
        closed: [{ date: '2026-11-24', name: 'Ngày lễ' }],
        worked: [{ date: '2026-11-28', as: 'mon', name: 'Làm bù' }],
      },
    ];
    await desk.rows(
      `update ward set settings = jsonb_set(settings, '{officeHours,years}', $2::jsonb) where id = $1`,
      [desk.ward, JSON.stringify(years)],
    );
    const me = await desk.hire('An', 'dispatcher');
    const { daysOff = [] } = await desk.call<Lookups>(me, 'GET /lookups');
    expect(daysOff.slice(0, 4)).toEqual(['2026-11-24', '2026-11-29', '2026-12-05', '2026-12-06']);
    expect(daysOff.some((date) => date > '2027-11-01')).toBe(true);

    const { id } = await desk.file();
    const shown = await desk.call<CaseDetail>(me, `GET /cases/${id}`);
    const ahead = Array.from({ length: 60 }, (_, day) => localDate(monday + (day + 1) * dayMs));
    const worked = ahead.filter((date) => date <= localDate(shown.dueAt) && !daysOff.includes(date));
    expect(worked).toHaveLength(shown.deadline.value);
  });

  it('name what the ward has open, and who is away', async () => {
    const away = await desk.hire('An', ['officer', 'kinh-te']);
    await desk.rows('update staff set away_from = $2, away_until = $3 where id = $1', [
      away.staffId,
      new Date(monday - dayMs),
      new Date(monday + dayMs),
    ]);
    await desk.rows(`update neighbourhood set closed_at = now() where code = 'kp-3'`);
    const found = await desk.call<Record<string, { code?: string; away?: boolean }[]>>(away, 'GET /lookups');
    expect(found.neighbourhoods?.map(({ code }) => code)).toEqual(['kp-1', 'kp-2']);
    expect(found.staff).toEqual([
      { id: away.staffId, name: 'An', officeIds: [desk.office('kinh-te')], away: true },
    ]);
    expect(found.categories?.[0]).toMatchObject({
      code: 'moi-truong',
      chairOnly: false,
      needsApproval: false,
    });
  });
});
