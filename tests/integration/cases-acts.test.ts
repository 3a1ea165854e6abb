import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseDetail } from '../../src/contracts/console/case.ts';
import type { Actor } from '../../src/core/actor.ts';
import { sealContact } from '../../src/features/cases/index.ts';
import { CaseDesk, dayMs, monday } from '../support/case-desk.ts';

let desk: CaseDesk;
let boss: Actor;
let dispatcher: Actor;
let officer: Actor;
let lead: Actor;
beforeAll(async () => {
  desk = await CaseDesk.open();
});
afterAll(() => desk.test.close());
beforeEach(async () => {
  await desk.newWard();
  boss = await desk.hire('Chủ tịch', 'approver');
  dispatcher = await desk.hire('Tiếp nhận', 'dispatcher');
  officer = await desk.hire('An', ['officer', 'kinh-te']);
  lead = await desk.hire('Trưởng phòng', ['lead', 'kinh-te']);
});

const reason = 'Đúng việc của bộ phận này';
const act = async (actor: Actor, caseId: number, path: string, body: object = {}) =>
  desk.call(actor, `POST /cases/${caseId}/${path}`, {
    body: { version: await desk.version(caseId), ...body },
  });
const refused = async (actor: Actor, caseId: number, path: string, body: object = {}) =>
  desk.refusalOf(actor, `POST /cases/${caseId}/${path}`, {
    body: { version: await desk.version(caseId), ...body },
  });
const page = (actor: Actor, caseId: number) => desk.call<CaseDetail>(actor, `GET /cases/${caseId}`);

describe('the page of a case', () => {
  it('tells what is known of it, what happened, and what this person may do', async () => {
    const conversationId = await desk.citizen('ba-tam');
    const { id } = await desk.file({ conversationId });
    await act(officer, id, 'claim');
    await act(officer, id, 'notes', { body: 'Đã gọi tổ thu gom' });
    const shown = await page(officer, id);
    expect(shown).toMatchObject({
      body: 'Rác đổ đầy đầu hẻm ba hôm nay',
      state: 'in_progress',
      deadline: { value: 7, unit: 'working_day', confidence: 'GK' },
      reply: { channel: 'telegram', open: true, windowClosesAt: null },
      acts: ['transfer', 'pause', 'note', 'answer'],
    });
    expect(shown.history.map(({ kind, words }) => [kind, words])).toEqual([
      ['filed', null],
      ['claimed', null],
      ['noted', 'Đã gọi tổ thu gom'],
    ]);
  });

  it('does not exist for whoever may not see it, nor does anything below it', async () => {
    const other = await desk.hire('Người khác', ['officer', 'cong-an']);
    const { id } = await desk.file();
    expect(await desk.refusalOf(other, `GET /cases/${id}`)).toBe('not_found');
    expect(await desk.refusalOf(other, 'GET /cases/999999')).toBe('not_found');
    expect(await desk.refusalOf(other, 'GET /cases/abc')).toBe('not_found');
    expect(await desk.refusalOf(other, `GET /cases/${id}/similar`)).toBe('not_found');
    expect(await desk.refusalOf(other, `GET /cases/${id}/photos/x`)).toBe('not_found');
    for (const path of [
      'claim',
      'assign',
      'transfer',
      'refer',
      'pause',
      'resume',
      'merge',
      'decline',
      'reopen',
    ])
      expect([
        path,
        await refused(other, id, path, {
          staffId: 1,
          officeId: 1,
          reason: 'supplement',
          words: 'abc',
          intoId: 1,
        }),
      ]).toEqual([path, 'not_found']);
    expect(await refused(other, id, 'notes', { body: 'x' })).toBe('not_found');
    expect(await refused(other, id, 'answers', { body: 'x', isFinal: true })).toBe('not_found');
    expect(await refused(other, id, 'preview', { body: 'x' })).toBe('not_found');
  });

  it('names a citizen who asked not to be named to the handler and the chair only', async () => {
    const contactSealed = sealContact(desk.deps.seal, { name: 'Bà Tám', phone: '84900000001' });
    const conversationId = await desk.citizen('ba-tam');
    const { id } = await desk.file({ contactSealed, conversationId });
    const contactFor = async (actor: Actor) => {
      const { contact, conversationId: chat } = await page(actor, id);
      return [contact?.name ?? null, chat !== null];
    };
    expect(await contactFor(officer)).toEqual([null, false]);
    expect(await contactFor(dispatcher)).toEqual([null, false]);
    expect(await contactFor(boss)).toEqual(['Bà Tám', true]);
    await act(officer, id, 'claim');
    expect(await contactFor(officer)).toEqual(['Bà Tám', true]);
    expect(await contactFor(lead)).toEqual([null, false]);
    expect((await page(lead, id)).hasContact).toBe(true);
    const nameless = await desk.file({});
    expect(await page(boss, nameless.id)).toMatchObject({ hasContact: false, contact: null });
    const open = await desk.file({ contactSealed, identityShown: true });
    expect((await page(lead, open.id)).contact).toEqual({ name: 'Bà Tám', phone: '84900000001' });
  });
});

describe('claiming in the console', () => {
  it('tells the citizen which office has it, once; and the second who was first', async () => {
    const { id, code } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    expect(await act(officer, id, 'claim')).toEqual({ outcome: 'claimed', by: null });
    expect(await act(officer, id, 'claim')).toEqual({ outcome: 'claimed', by: null });
    expect(await act(lead, id, 'claim')).toEqual({ outcome: 'taken', by: 'An' });
    const told = await desk.messages();
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain(code);
    expect(told[0]?.text).toContain('Phòng Kinh tế');
    expect(desk.due).toHaveLength(1);
  });

  it('has one winner among 100 people at the same moment, and one message', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    const people = await Promise.all(
      Array.from({ length: 100 }, (_, index) => desk.hire(`Cán bộ ${index}`, ['officer', 'kinh-te'])),
    );
    const outcomes = await Promise.all(people.map((person) => act(person, id, 'claim')));
    expect(outcomes.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(await desk.messages()).toHaveLength(1);
    expect((await desk.history(id)).filter((kind) => kind === 'claimed')).toHaveLength(1);
  });

  it('is not for whoever only reads', async () => {
    const reader = await desk.hire('Kiểm tra', 'auditor');
    const { id } = await desk.file();
    expect(await refused(reader, id, 'claim')).toBe('not_allowed_now');
  });
});

describe('giving a case to somebody', () => {
  it('keeps the reason, tells them, and takes the case out of the dispatcher’s desk', async () => {
    const { id } = await desk.file({ category: 'khac' });
    await act(dispatcher, id, 'assign', { staffId: officer.staffId, reason });
    expect(await page(officer, id)).toMatchObject({
      assignee: { name: 'An' },
      officeId: desk.office('kinh-te'),
      state: 'in_progress',
    });
    const last = (await page(boss, id)).history.at(-1);
    expect(last).toMatchObject({ kind: 'assigned', words: reason, facts: { staffId: officer.staffId } });
    expect(await desk.rows(`select staff_id from staff_notice where kind = 'assigned'`)).toEqual([
      { staff_id: officer.staffId },
    ]);
  });

  it('goes to the deputy of whoever is away, and the history says for whom', async () => {
    const deputy = await desk.hire('Bình', ['officer', 'kinh-te']);
    await desk.rows('update staff set away_from = $2, away_until = $3, deputy_id = $4 where id = $1', [
      officer.staffId,
      new Date(monday - dayMs),
      new Date(monday + dayMs),
      deputy.staffId,
    ]);
    const { id } = await desk.file();
    await act(lead, id, 'assign', { staffId: officer.staffId, reason });
    const shown = await page(boss, id);
    expect(shown.assignee).toEqual({ id: deputy.staffId, name: 'Bình' });
    expect(shown.history.at(-1)?.facts).toMatchObject({
      staffId: deputy.staffId,
      insteadOf: officer.staffId,
    });
  });

  it('goes to the lead where two who are away stand in for each other, and the lead is told', async () => {
    const other = await desk.hire('Bình', ['officer', 'kinh-te']);
    for (const [away, deputy] of [
      [officer, other],
      [other, officer],
    ] as const)
      await desk.rows('update staff set away_from = $2, away_until = $3, deputy_id = $4 where id = $1', [
        away.staffId,
        new Date(monday - dayMs),
        new Date(monday + dayMs),
        deputy.staffId,
      ]);
    const { id } = await desk.file();
    await act(boss, id, 'assign', { staffId: officer.staffId, reason });
    expect((await page(boss, id)).assignee?.id).toBe(lead.staffId);
    expect(await desk.rows(`select staff_id from staff_notice where kind = 'assigned'`)).toEqual([
      { staff_id: lead.staffId },
    ]);
  });

  it('is for a neighbourhood’s head where the case is of that neighbourhood', async () => {
    const head = await desk.hire('Trưởng khu phố', ['head', 'kp-1']);
    const theirs = await desk.file({ neighbourhoodId: desk.neighbourhood('kp-1') });
    const elsewhere = await desk.file({ neighbourhoodId: desk.neighbourhood('kp-2') });
    const wish = { staffId: head.staffId, reason };
    expect(await refused(boss, elsewhere.id, 'assign', wish)).toBe('unknown_person');
    expect(await refused(boss, theirs.id, 'assign', wish)).toBe('done');
  });

  it('is for leads within their office only, and never to who takes no cases', async () => {
    const stranger = await desk.hire('Người khác', ['officer', 'cong-an']);
    const admin = await desk.hire('Quản trị', 'admin');
    const { id } = await desk.file();
    expect(await refused(lead, id, 'assign', { staffId: stranger.staffId, reason })).toBe('unknown_person');
    expect(await refused(boss, id, 'assign', { staffId: admin.staffId, reason })).toBe('unknown_person');
    expect(await refused(officer, id, 'assign', { staffId: officer.staffId, reason })).toBe(
      'not_allowed_now',
    );
    expect(await refused(boss, id, 'assign', { staffId: stranger.staffId, reason })).toBe('done');
  });

  it('opens a case about the conduct of staff to whom the chair chose, to nobody else', async () => {
    const { id } = await desk.file({ category: 'thai-do' });
    expect(await desk.refusalOf(dispatcher, `GET /cases/${id}`)).toBe('not_found');
    await act(boss, id, 'assign', { staffId: officer.staffId, reason });
    expect((await page(officer, id)).acts).toEqual(['pause', 'note', 'answer']);
    expect(await desk.refusalOf(lead, `GET /cases/${id}`)).toBe('not_found');
    expect(await refused(boss, id, 'transfer', { officeId: desk.office('kinh-te'), reason })).toBe(
      'not_allowed_now',
    );
  });
});

describe('a case that a colleague has', () => {
  it('is theirs until it is taken over with a reason, which they hear of', async () => {
    const mate = await desk.hire('Bình', ['officer', 'kinh-te']);
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    await act(officer, id, 'claim');
    expect((await page(mate, id)).acts).toEqual(['take_over', 'note']);
    const answered = { body: 'Đã dọn sạch rác', isFinal: true };
    expect(await refused(mate, id, 'answers', answered)).toBe('not_allowed_now');
    expect(await refused(mate, id, 'pause', { reason: 'supplement', words: 'Hẻm nào ạ?' })).toBe(
      'not_allowed_now',
    );
    expect(await refused(mate, id, 'transfer', { officeId: null, reason })).toBe('not_allowed_now');

    await act(mate, id, 'take-over', { reason });

    const shown = await page(mate, id);
    expect(shown.assignee).toEqual({ id: mate.staffId, name: 'Bình' });
    expect(shown.history.at(-1)).toMatchObject({
      kind: 'taken_over',
      words: reason,
      facts: { from: officer.staffId },
    });
    expect(await desk.rows(`select staff_id from staff_notice where kind = 'taken_over'`)).toEqual([
      { staff_id: officer.staffId },
    ]);
    expect(await refused(officer, id, 'answers', answered)).toBe('not_allowed_now');
    expect(await refused(mate, id, 'answers', answered)).toBe('done');
  });

  it('is done by the deputy while its officer is away', async () => {
    const deputy = await desk.hire('Bình', ['officer', 'kinh-te']);
    const { id } = await desk.file();
    await act(officer, id, 'claim');
    await desk.rows(
      `update staff set away_from = now() - interval '1 day', away_until = now() + interval '1 day', deputy_id = $2
       where id = $1`,
      [officer.staffId, deputy.staffId],
    );
    expect(await refused(deputy, id, 'answers', { body: 'Đã dọn sạch rác', isFinal: true })).toBe('done');
  });
});

describe('moving a case on', () => {
  it('to another office frees it there, with the reason; null is the dispatcher’s desk', async () => {
    const { id } = await desk.file();
    await act(officer, id, 'claim');
    await act(officer, id, 'transfer', { officeId: desk.office('cong-an'), reason });
    expect(await desk.refusalOf(officer, `GET /cases/${id}`)).toBe('not_found');
    expect(await page(boss, id)).toMatchObject({
      state: 'new',
      assignee: null,
      officeId: desk.office('cong-an'),
    });
    await act(dispatcher, id, 'transfer', { officeId: null, reason });
    expect(await page(boss, id)).toMatchObject({ officeId: null });
    expect(await refused(dispatcher, id, 'transfer', { officeId: null, reason })).toBe('unknown_office');
    expect(await refused(dispatcher, id, 'transfer', { officeId: 99_999, reason })).toBe('unknown_office');
  });

  it('to a body outside the ward ends it here, and the citizen hears where it went and why', async () => {
    const [outside] = await desk.rows<{ id: number }>(
      `insert into office (ward_id, code, name, kind, phone) values ($1, 'dien-luc-thu', 'Điện lực khu vực', 'external', '0900 000 009')
       returning id`,
      [desk.ward],
    );
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    expect(await refused(dispatcher, id, 'refer', { officeId: desk.office('kinh-te'), reason })).toBe(
      'unknown_office',
    );
    await act(dispatcher, id, 'refer', { officeId: outside?.id, reason: 'Cột điện do điện lực quản lý' });
    const [told] = await desk.messages();
    expect(told?.text).toContain('Điện lực khu vực');
    expect(told?.text).toContain('Cột điện do điện lực quản lý');
    expect(told?.text).toContain('0900 000 009');
    expect(await page(boss, id)).toMatchObject({
      state: 'referred',
      acts: expect.arrayContaining(['reopen']),
    });
    expect(await desk.rows('select next_alarm_at from citizen_case')).toEqual([{ next_alarm_at: null }]);
  });

  it('by declining it, the citizen and those who follow it hear why', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    const follower = await desk.citizen('ong-sau', 'telegram', 'en');
    await desk.rows('insert into case_follower (ward_id, case_id, conversation_id) values ($1, $2, $3)', [
      desk.ward,
      id,
      follower,
    ]);
    await act(dispatcher, id, 'decline', { reason: 'Việc này đã giải quyết năm trước' });
    const told = await desk.messages();
    expect(told.map(({ to }) => to)).toEqual(['ba-tam', 'ong-sau']);
    expect(told[1]?.text).toContain('that you follow');
    expect(await refused(dispatcher, id, 'decline', { reason })).toBe('not_allowed_now');
  });
});

describe('pausing', () => {
  it('asks the citizen, stops the clock and starts it again', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    await act(officer, id, 'pause', { reason: 'supplement', words: 'Đầu hẻm số mấy ạ?' });
    expect((await desk.messages())[0]).toMatchObject({
      purpose: 'officer',
      text: expect.stringContaining('Đầu hẻm số mấy ạ?'),
    });
    expect(await page(officer, id)).toMatchObject({ state: 'waiting', acts: ['resume', 'note', 'answer'] });
    await act(officer, id, 'resume');
    expect((await page(officer, id)).state).toBe('new');
    expect(await refused(officer, id, 'resume')).toBe('not_allowed_now');
  });
});

describe('two people who change the same case', () => {
  it('cannot both: the second is told that it has changed', async () => {
    const { id } = await desk.file();
    const version = await desk.version(id);
    const both = await Promise.all([
      desk.refusalOf(dispatcher, `POST /cases/${id}/decline`, { body: { version, reason } }),
      desk.refusalOf(boss, `POST /cases/${id}/assign`, {
        body: { version, reason, staffId: officer.staffId },
      }),
    ]);
    expect(both.toSorted()).toEqual(['case_changed', 'done']);
    expect(await desk.history(id)).toHaveLength(2);
    expect(await desk.refusalOf(boss, `POST /cases/${id}/decline`, { body: { version, reason } })).toBe(
      'case_changed',
    );
  });
});

describe('merging', () => {
  it('lets everybody who asked be answered once, in one place', async () => {
    const first = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    const second = await desk.file({ conversationId: await desk.citizen('ong-sau') });
    const third = await desk.file({ conversationId: await desk.citizen('co-bay') });
    await act(dispatcher, third.id, 'merge', { intoId: second.id });
    await act(dispatcher, second.id, 'merge', { intoId: first.id });
    const before = (await desk.messages()).length;
    await act(officer, first.id, 'answers', { body: 'Đã dọn sạch rác', isFinal: true });
    const told = (await desk.messages()).slice(before);
    expect(told.map(({ to }) => to).toSorted()).toEqual(['ba-tam', 'co-bay', 'ong-sau']);
    expect(await page(boss, first.id)).toMatchObject({ followers: 2, merged: [{ code: second.code }] });
    expect(await page(boss, second.id)).toMatchObject({ state: 'merged', mergedInto: { code: first.code } });
  });

  it('needs another open case, of the same secrecy', async () => {
    const { id } = await desk.file();
    const gone = await desk.file();
    const secret = await desk.file({ category: 'thai-do' });
    await act(dispatcher, gone.id, 'decline', { reason });
    for (const intoId of [id, gone.id, secret.id, 99_999])
      expect([intoId, await refused(boss, id, 'merge', { intoId })]).toEqual([intoId, 'cannot_merge']);
  });

  it('crosswise at the same moment leaves one of the two open', async () => {
    const one = await desk.file();
    const two = await desk.file();
    const versions = [await desk.version(one.id), await desk.version(two.id)];
    const both = await Promise.all([
      desk.refusalOf(boss, `POST /cases/${one.id}/merge`, { body: { version: versions[0], intoId: two.id } }),
      desk.refusalOf(dispatcher, `POST /cases/${two.id}/merge`, {
        body: { version: versions[1], intoId: one.id },
      }),
    ]);
    expect(both.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await desk.rows(`select id from citizen_case where state = 'merged'`)).toHaveLength(1);
  });
});

describe('notes', () => {
  it('call those who can see the case, and refuse those who cannot', async () => {
    const stranger = await desk.hire('Người khác', ['officer', 'cong-an']);
    await desk.hire('Quản trị', 'admin');
    const offered = (await page(officer, (await desk.file()).id)).readers.map(({ id }) => id);
    expect(offered).toEqual(expect.arrayContaining([officer, lead, boss].map(({ staffId }) => staffId)));
    expect(offered).not.toContain(stranger.staffId);
    const { id } = await desk.file();
    await act(officer, id, 'notes', { body: 'Xem giúp', mentions: [lead.staffId] });
    expect(await desk.rows(`select staff_id, way from staff_notice where kind = 'mentioned'`)).toEqual([
      { staff_id: lead.staffId, way: 'email' },
    ]);
    expect(await refused(officer, id, 'notes', { body: 'x', mentions: [stranger.staffId] })).toBe(
      'cannot_see_case',
    );
  });
});

describe('opening again', () => {
  it('gives a fresh clock to whoever had it, and the citizen hears the new date', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    await act(officer, id, 'answers', { body: 'Đã dọn', isFinal: true });
    expect(await refused(officer, id, 'reopen', { reason })).toBe('not_allowed_now');
    desk.at = monday + 14 * dayMs;
    await act(lead, id, 'reopen', { reason });
    const shown = await page(officer, id);
    expect(shown).toMatchObject({
      state: 'in_progress',
      assignee: { name: 'An' },
      reopenedTimes: 1,
      elapsed: 0,
    });
    expect(new Date(shown.dueAt).toISOString()).toBe('2026-12-16T10:00:00.000Z');
    expect((await desk.messages()).at(-1)?.text).toContain('16/12/2026');
  });
});

describe('filing for somebody', () => {
  const wish = { kind: 'feedback', category: 'dien', body: 'Đèn hẻm 5 hư', address: null, name: 'Ông Sáu' };

  it('keeps who filed it, and needs no phone', async () => {
    const head = await desk.hire('Trưởng khu phố', ['head', 'kp-1']);
    const filed = await desk.call<{ id: number }>(head, 'POST /cases', {
      body: { ...wish, neighbourhoodId: null, phone: null },
    });
    expect(await page(head, filed.id)).toMatchObject({
      neighbourhoodId: desk.neighbourhood('kp-1'),
      filedBy: { name: 'Trưởng khu phố' },
      contact: { name: 'Ông Sáu', phone: null },
      reply: null,
    });
    const elsewhere = { ...wish, neighbourhoodId: desk.neighbourhood('kp-2'), phone: null };
    expect(await desk.refusalOf(head, 'POST /cases', { body: elsewhere })).toBe('unknown_neighbourhood');
    const badPhone = { ...wish, neighbourhoodId: null, phone: '12' };
    expect(await desk.refusalOf(dispatcher, 'POST /cases', { body: badPhone })).toBe('bad_phone');
  });
});

describe('where a case would go', () => {
  it('is explained rule by rule, with its time limit', async () => {
    const shown = await desk.call<{ rules: { chosen: boolean }[] }>(dispatcher, 'POST /cases/route', {
      body: { category: 'moi-truong', neighbourhoodId: null, text: 'rác' },
    });
    expect(shown).toMatchObject({
      officeId: desk.office('kinh-te'),
      chairOnly: false,
      deadline: { value: 7, unit: 'working_day' },
    });
    expect(shown.rules.filter(({ chosen }) => chosen)).toHaveLength(1);
  });
});

describe('likely doubles', () => {
  it('are those of the same matter that this person sees', async () => {
    const kp = { neighbourhoodId: desk.neighbourhood('kp-1') };
    const { id } = await desk.file(kp);
    const double = await desk.file({ ...kp, body: 'Rác đổ đầy đầu hẻm, hôi quá' });
    await desk.file({ ...kp, body: 'Cống nghẹt nước đen tràn ra đường' });
    const { cases } = await desk.call<{ cases: { code: string }[] }>(officer, `GET /cases/${id}/similar`);
    expect(cases.map(({ code }) => code)).toEqual([double.code]);
  });
});
