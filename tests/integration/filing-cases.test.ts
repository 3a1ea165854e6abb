import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadDeadlines } from '../../src/catalog/load-deadlines.ts';
import type { WardId } from '../../src/core/ids.ts';
import { claimCase } from '../../src/features/cases/claim-case.ts';
import { fileCase } from '../../src/features/cases/file-case.ts';
import { ensureDesk, loadDeskFile } from '../../src/features/cases/index.ts';
import { pauseCase, resumeCase } from '../../src/features/cases/pause-case.ts';
import type { Report } from '../../src/features/cases/report.ts';
import { readCaseCode } from '../../src/rules/case-code.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
let deadlines: Awaited<ReturnType<typeof loadDeadlines>>;
let count = 0;
beforeAll(async () => {
  test = await openTestDatabase();
  deadlines = await loadDeadlines('content');
});
afterAll(() => test.close());
beforeEach(async () => {
  ward = await createTestWard(test.database, `filing-${count++}`);
  const desk = await loadDeskFile('content');
  await test.database.forWard(ward, (tx) => ensureDesk(tx, desk, '2025-07-01'));
});

const officeHours = {
  weekly: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
      day,
      [
        { from: '07:30', to: '11:30' },
        { from: '13:30', to: '17:00' },
      ],
    ]),
  ),
  years: [],
};
/** A Monday, 9 o'clock in Vietnam. */
const monday = Date.parse('2026-11-23T09:00:00+07:00');

const report = (over: Partial<Report> = {}): Report => ({
  kind: 'feedback',
  category: 'moi-truong',
  body: 'Rác đổ đầy đầu hẻm ba hôm nay',
  neighbourhoodId: null,
  address: null,
  place: null,
  identityShown: false,
  contactSealed: null,
  conversationId: null,
  channel: 'web-chat',
  urgent: false,
  ...over,
});

const file = (over: Partial<Report> = {}) =>
  test.database.forWard(ward, (tx) => fileCase(tx, report(over), monday, { deadlines, officeHours }));

const rows = <Row extends Record<string, unknown>>(statement: string, values: unknown[] = []) =>
  test.database.forWard(ward, (tx) => tx.query<Row>(statement, values));

describe('a report that is filed', () => {
  it('goes to the office that answers for its category, with a code, a clock and the row that set it', async () => {
    const filed = await file();
    expect(readCaseCode(filed.code)).toEqual({ ok: true, code: filed.code });
    expect(filed.code).toMatch(/^PA-261123-0001-/);
    // Seven working days after a Monday: the Wednesday of the week after next, when the office closes.
    expect(new Date(filed.dueAt).toISOString()).toBe('2026-12-02T10:00:00.000Z');
    const [row] = await rows<{ office: string; state: string; basis: string }>(
      `select o.code as office, c.state, c.deadline->>'legalBasis' as basis
       from citizen_case c join office o on o.id = c.office_id where c.id = $1`,
      [filed.id],
    );
    expect(row).toMatchObject({ office: 'kinh-te', state: 'new' });
    expect(row?.basis).toBeTruthy();
    const history = await rows<{ kind: string; actor: string }>(
      'select kind, actor from case_event where case_id = $1',
      [filed.id],
    );
    expect(history).toEqual([{ kind: 'filed', actor: 'citizen' }]);
  });

  it('goes to the dispatcher’s desk when no rule knows where', async () => {
    expect((await file({ category: 'khac' })).officeId).toBeNull();
  });

  it('by a rule for an outside body stays with the dispatcher, with the referral proposed', async () => {
    const [outside] = await rows<{ id: number }>(
      `select id from office where kind = 'external' order by id limit 1`,
    );
    const [rule] = await rows<{ id: number }>(
      `insert into routing_rule (ward_id, keyword, office_id, effective_from)
       values ($1, 'cột điện', $2, '2026-01-01') returning id`,
      [ward, outside?.id],
    );
    const filed = await file({ body: 'Cột điện nghiêng ra đường' });
    expect(filed.officeId).toBeNull();
    const [event] = await rows<{ facts: object }>(`select facts from case_event where case_id = $1`, [
      filed.id,
    ]);
    expect(event?.facts).toEqual({ officeId: null, ruleId: rule?.id, proposedOfficeId: outside?.id });
  });

  it('about the conduct of staff goes to no office and is marked for the chair', async () => {
    const office = await rows<{ id: number }>(`select id from office where code = 'mot-cua'`);
    await rows(
      `insert into routing_rule (ward_id, keyword, office_id, effective_from) values ($1, 'một cửa', $2, '2026-01-01')`,
      [ward, office[0]?.id],
    );
    const filed = await file({ category: 'thai-do', body: 'Cán bộ một cửa nói năng khó nghe' });
    const [row] = await rows<{ chairOnly: boolean; officeId: number | null }>(
      'select chair_only as "chairOnly", office_id as "officeId" from citizen_case where id = $1',
      [filed.id],
    );
    expect(row).toEqual({ chairOnly: true, officeId: null });
  });

  it('never shares its code, however many come at once', async () => {
    const filed = await Promise.all(Array.from({ length: 40 }, () => file()));
    expect(new Set(filed.map(({ code }) => code)).size).toBe(40);
  });

  it('is found by its words without accents', async () => {
    const filed = await file();
    await file({ body: 'Đèn đường hư' });
    const found = await rows<{ id: number }>(
      `select id::int from citizen_case where search_words @@ plainto_tsquery('simple', 'rac dau hem')`,
    );
    expect(found).toEqual([{ id: filed.id }]);
  });

  it('is refused whole when it names what the ward does not have', async () => {
    await expect(file({ category: 'bay-len-troi' })).rejects.toMatchObject({ code: 'unknown_category' });
    await expect(file({ neighbourhoodId: 999_999 })).rejects.toMatchObject({ code: 'unknown_neighbourhood' });
    expect(await rows('select id from citizen_case')).toEqual([]);
    expect(await rows('select day from case_counter')).toEqual([]);
  });
});

const hire = async (name: string) => {
  const [person] = await rows<{ id: number }>(
    `insert into staff (ward_id, email, name, password_hash) values ($1, $2, $3, '') returning id`,
    [ward, `${name}-${ward}@phuong.example`, name],
  );
  return person?.id ?? 0;
};

describe('claiming', () => {
  const claim = (caseId: number, staffId: number) =>
    test.database.forWard(ward, (tx) => claimCase(tx, { caseId, staffId, at: monday }));

  it('has exactly one winner among 100 at the same moment; the others are told who it is', async () => {
    const { id } = await file();
    const people = await Promise.all(Array.from({ length: 100 }, (_, index) => hire(`Cán bộ ${index}`)));
    const outcomes = await Promise.all(people.map((person) => claim(id, person)));
    const winners = outcomes.flatMap(({ outcome }, index) => (outcome === 'claimed' ? [index] : []));
    expect(winners).toHaveLength(1);
    const others = outcomes.filter(({ outcome }) => outcome !== 'claimed');
    expect(new Set(others.map((other) => JSON.stringify(other)))).toEqual(
      new Set([JSON.stringify({ outcome: 'taken', by: `Cán bộ ${winners[0]}` })]),
    );
    expect(await rows(`select id from case_event where kind = 'claimed'`)).toHaveLength(1);
  });

  it('of what one has already, or of what is over, changes nothing', async () => {
    const { id } = await file();
    const person = await hire('An');
    await claim(id, person);
    expect(await claim(id, person)).toEqual({ outcome: 'claimed' });
    expect(await rows(`select id from case_event where kind = 'claimed'`)).toHaveLength(1);
    await rows(`update citizen_case set state = 'withdrawn' where id = $1`, [id]);
    expect(await claim(id, await hire('Bình'))).toEqual({ outcome: 'not_open' });
  });
});

describe('a clock that is stopped', () => {
  const tuesday = monday + 24 * 3_600_000;
  const friday = monday + 4 * 24 * 3_600_000;
  const pause = (caseId: number, staffId: number, version = 1) =>
    test.database.forWard(ward, (tx) =>
      pauseCase(
        tx,
        { caseId, staffId, version, at: tuesday },
        { reason: 'supplement', words: 'Chờ ảnh hiện trường' },
      ),
    );
  const resume = (caseId: number, staffId: number, version = 2) =>
    test.database.forWard(ward, (tx) =>
      resumeCase(tx, { caseId, staffId, version, at: friday }, { hours: officeHours, ladder: [] }),
    );

  it('gives back the working time that it stood, and tells in the history why', async () => {
    const filed = await file();
    const person = await hire('An');
    await pause(filed.id, person);
    expect(await rows('select state, next_alarm_at as alarm from citizen_case')).toEqual([
      { state: 'waiting', alarm: null },
    ]);
    // Three working days later: so is the deadline.
    expect(new Date(await resume(filed.id, person)).toISOString()).toBe('2026-12-07T10:00:00.000Z');
    expect(await rows('select state from citizen_case')).toEqual([{ state: 'new' }]);
    const history = await rows<{ kind: string }>('select kind from case_event order by id');
    expect(history.map(({ kind }) => kind)).toEqual(['filed', 'paused', 'resumed']);
    expect(await rows('select body from case_note')).toEqual([{ body: 'Chờ ảnh hiện trường' }]);
  });

  it('is stopped once: whoever saw an older version is refused and changes nothing', async () => {
    const filed = await file();
    const person = await hire('An');
    const both = await Promise.allSettled([pause(filed.id, person), pause(filed.id, person)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'case_changed' },
    });
    expect(await rows('select id from case_note')).toHaveLength(1);
    await expect(resume(filed.id, person, 1)).rejects.toMatchObject({ code: 'case_changed' });
  });
});

describe('the history of a case', () => {
  it('cannot be changed, not even by the owner of the database', async () => {
    const { id } = await file();
    await expect(rows(`update case_event set kind = 'other' where case_id = $1`, [id])).rejects.toThrow(
      /permission/,
    );
    await expect(rows('delete from case_event where case_id = $1', [id])).rejects.toThrow(/permission/);
    await expect(
      test.database.systemQuery(`update case_event set kind = 'other' where case_id = $1`, [id]),
    ).rejects.toThrow(/added only/);
  });
});

describe('a ward’s desk', () => {
  it('is the ward’s own once it is there: a later start changes nothing', async () => {
    await rows(`update case_category set name_vi = 'Rác' where code = 'moi-truong'`);
    const desk = await loadDeskFile('content');
    expect(await test.database.forWard(ward, (tx) => ensureDesk(tx, desk, '2026-01-01'))).toBe(false);
    expect(await rows(`select name_vi from case_category where code = 'moi-truong'`)).toEqual([
      { name_vi: 'Rác' },
    ]);
  });
});
