import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/core/actor.ts';
import { sweepCases } from '../../src/features/cases/index.ts';
import { CaseDesk, dayMs, hourMs, monday } from '../support/case-desk.ts';

let desk: CaseDesk;
let officer: Actor;
let lead: Actor;
let chair: Actor;
beforeAll(async () => {
  desk = await CaseDesk.open();
});
afterAll(() => desk.test.close());
beforeEach(async () => {
  await desk.newWard();
  officer = await desk.hire('An', ['officer', 'kinh-te']);
  lead = await desk.hire('Trưởng phòng', ['lead', 'kinh-te']);
  chair = await desk.hire('Chủ tịch', 'approver');
});

const sweep = () => sweepCases(desk.test.database, desk.deps, { wardId: desk.ward, now: desk.at });
const act = async (actor: Actor, caseId: number, path: string, body: object = {}) =>
  desk.call(actor, `POST /cases/${caseId}/${path}`, {
    body: { version: await desk.version(caseId), ...body },
  });
const notices = () =>
  desk.rows<{ kind: string; who: number | null; way: string }>(
    `select kind, coalesce(staff_id, office_id) as who, way from staff_notice where kind <> 'new_case' order by id`,
  );
const told = async (...kinds: string[]) =>
  (await notices()).filter(({ kind }) => kinds.includes(kind)).map(({ who }) => who);

describe('the alarms of a case', () => {
  it('warn whoever has it, then its lead, then the chair; each once', async () => {
    const { id, dueAt } = await desk.file();
    await act(officer, id, 'claim');
    for (desk.at = monday; desk.at < dueAt + 4 * dayMs; desk.at += 6 * hourMs) await sweep();
    expect((await desk.history(id)).slice(2)).toEqual([
      'warned',
      'warned',
      'warned',
      'escalated',
      'escalated',
    ]);
    expect(await told('due_soon')).toEqual([officer.staffId, officer.staffId]);
    expect(await told('overdue')).toEqual([officer.staffId]);
    expect(await told('escalated_lead')).toEqual([lead.staffId]);
    expect(await told('escalated_chair')).toEqual([chair.staffId]);
    expect(await desk.rows('select alarm_level, next_alarm_at from citizen_case')).toEqual([
      { alarm_level: 102, next_alarm_at: null },
    ]);
  });

  it('are given once when several rounds run at the same moment, however many are due', async () => {
    const filed = await Promise.all(Array.from({ length: 30 }, () => desk.file()));
    desk.at = monday + 5 * dayMs;
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    expect(await desk.rows(`select id from case_event where kind = 'warned'`)).toHaveLength(filed.length);
    expect(await notices()).toHaveLength(filed.length);
  });

  it('that were missed for days are told as one warning, and the ladder is not skipped', async () => {
    const { id, dueAt } = await desk.file();
    desk.at = dueAt + 10 * dayMs;
    await sweep();
    expect((await desk.history(id)).slice(1)).toEqual(['warned', 'escalated', 'escalated']);
  });

  it('go to the deputy of whoever is away', async () => {
    const deputy = await desk.hire('Bình', ['officer', 'kinh-te']);
    const { id } = await desk.file();
    await act(officer, id, 'claim');
    await desk.rows('update staff set away_from = $2, away_until = $3, deputy_id = $4 where id = $1', [
      officer.staffId,
      new Date(monday),
      new Date(monday + 30 * dayMs),
      deputy.staffId,
    ]);
    desk.at = monday + 5 * dayMs;
    await sweep();
    expect(await told('due_soon')).toEqual([deputy.staffId]);
  });

  it('reach the office and its group when nobody has it, and the dispatcher when it has no office', async () => {
    await desk.rows(`update office set notify = '{"telegramChat":"-100"}' where code = 'kinh-te'`);
    const dispatcher = await desk.hire('Tiếp nhận', 'dispatcher');
    await desk.file();
    await desk.file({ category: 'khac' });
    desk.at = monday + 5 * dayMs;
    await sweep();
    expect(await notices()).toEqual([
      { kind: 'due_soon', who: officer.staffId, way: 'email' },
      { kind: 'due_soon', who: desk.office('kinh-te'), way: 'telegram' },
      { kind: 'due_soon', who: dispatcher.staffId, way: 'email' },
    ]);
    expect(
      await desk.rows(
        `select coalesce(staff_id, office_id) as who from staff_notice where kind = 'new_case' order by id`,
      ),
    ).toEqual([{ who: officer.staffId }, { who: desk.office('kinh-te') }, { who: dispatcher.staffId }]);
  });

  it('stand still while the clock does, and begin anew when the case is opened again', async () => {
    const { id } = await desk.file();
    await act(officer, id, 'pause', { reason: 'other_agency', words: 'Chờ điện lực' });
    desk.at = monday + 30 * dayMs;
    await sweep();
    expect(await desk.history(id)).toEqual(['filed', 'paused']);
    await act(officer, id, 'resume');
    await act(officer, id, 'answers', { body: 'Đã sửa', isFinal: true });
    desk.at = monday + 60 * dayMs;
    await sweep();
    await act(lead, id, 'reopen', { reason: 'Lại hư' });
    desk.at += 8 * dayMs;
    await sweep();
    expect((await desk.history(id)).slice(2)).toEqual(['resumed', 'answered', 'reopened', 'warned']);
  });

  it('do not refuse the answer that somebody is just writing', async () => {
    const { id } = await desk.file();
    const version = await desk.version(id);
    desk.at = monday + 5 * dayMs;
    await sweep();
    const body = { version, body: 'Đã dọn', isFinal: true };
    expect(await desk.refusalOf(officer, `POST /cases/${id}/answers`, { body })).toBe('done');
  });

  it('of a secret case are the chair’s', async () => {
    await desk.hire('Tiếp nhận', 'dispatcher');
    await desk.file({ category: 'thai-do' });
    desk.at = monday + 30 * dayMs;
    await sweep();
    expect(new Set((await notices()).map(({ who }) => who))).toEqual(new Set([chair.staffId]));
  });
});

describe('where the neighbourhood’s head receives first', () => {
  let head: Actor;
  beforeEach(async () => {
    head = await desk.hire('Trưởng khu phố', ['head', 'kp-1']);
    await desk.rows(`update neighbourhood set head_receives_first = true where code = 'kp-1'`);
  });
  const held = () => desk.file({ neighbourhoodId: desk.neighbourhood('kp-1') });
  const newCase = () =>
    desk.rows<{ staff_id: number }>(`select staff_id from staff_notice where kind = 'new_case' order by id`);
  const folder = async (actor: Actor) =>
    (await desk.call<{ counts: { office: number } }>(actor, 'GET /cases/counts')).counts.office;

  it('the head is told, and takes and answers the case', async () => {
    const { id } = await held();
    expect(await newCase()).toEqual([{ staff_id: head.staffId }]);
    expect([await folder(head), await folder(officer)]).toEqual([1, 0]);
    await act(head, id, 'claim');
    desk.at = monday + 2 * dayMs;
    await sweep();
    expect(await desk.history(id)).toEqual(['filed', 'claimed']);
    await act(head, id, 'answers', { body: 'Tổ đã dọn', isFinal: true });
  });

  it('what the head has not taken within the intake limit goes on to the office', async () => {
    const { id } = await held();
    desk.at = monday + dayMs - hourMs;
    await sweep();
    expect(await desk.history(id)).toEqual(['filed']);
    desk.at = monday + dayMs + hourMs;
    await Promise.all([sweep(), sweep()]);
    expect(await desk.history(id)).toEqual(['filed', 'passed_on']);
    expect(await newCase()).toEqual([{ staff_id: head.staffId }, { staff_id: officer.staffId }]);
    expect([await folder(head), await folder(officer)]).toEqual([0, 1]);
    expect(await desk.rows('select next_alarm_at is not null as alarm from citizen_case')).toEqual([
      { alarm: true },
    ]);
  });

  it('a neighbourhood without a head has nobody to wait for', async () => {
    await desk.rows('update staff set disabled_at = now() where id = $1', [head.staffId]);
    await held();
    expect(await newCase()).toEqual([{ staff_id: officer.staffId }]);
  });
});
