import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseDetail } from '../../src/contracts/console/case.ts';
import type { Actor } from '../../src/core/actor.ts';
import { type Report, sealContact } from '../../src/features/cases/index.ts';
import { FileAnswer } from '../../src/features/staff/index.ts';
import { CaseDesk, dayMs, monday } from '../support/case-desk.ts';

let desk: CaseDesk;
let boss: Actor;
let officer: Actor;
beforeAll(async () => {
  desk = await CaseDesk.open();
});
afterAll(() => desk.test.close());
beforeEach(async () => {
  await desk.newWard();
  boss = await desk.hire('Chủ tịch', 'approver');
  officer = await desk.hire('An', ['officer', 'kinh-te']);
});

const act = async (actor: Actor, caseId: number, path: string, body: object = {}) =>
  desk.call(actor, `POST /cases/${caseId}/${path}`, {
    body: { version: await desk.version(caseId), ...body },
  });
const refused = async (actor: Actor, caseId: number, path: string, body: object = {}) =>
  desk.refusalOf(actor, `POST /cases/${caseId}/${path}`, {
    body: { version: await desk.version(caseId), ...body },
  });
const page = (actor: Actor, caseId: number) => desk.call<CaseDetail>(actor, `GET /cases/${caseId}`);
const final = { body: 'Tổ thu gom đã dọn sạch.', isFinal: true };
const mark = (state: string, errorCode: string | null = null) =>
  desk.rows(`update message set state = $1, error_code = $2 where state = 'created'`, [state, errorCode]);
/** An answered case, and the address of its answer. */
const answered = async (over: Partial<Report> = {}) => {
  const { id } = await desk.file(over);
  await act(officer, id, 'answers', final);
  return { id, answer: `answers/${(await page(officer, id)).answers[0]?.id}` };
};

describe('a final answer', () => {
  it('ends the case, stops its clock, and reaches the citizen by the channel they wrote on', async () => {
    const { id } = await answered({ conversationId: await desk.citizen('ba-tam') });
    expect(await desk.messages()).toEqual([
      { to: 'ba-tam', purpose: 'officer', text: expect.stringContaining('Tổ thu gom đã dọn sạch.') },
    ]);
    const shown = await page(officer, id);
    expect(shown).toMatchObject({ state: 'answered', assignee: { name: 'An' }, answeredAt: monday });
    expect(shown.answers[0]).toMatchObject({
      state: 'queued',
      messages: [{ state: 'created', channel: 'telegram', reason: null, words: null }],
      fallbacks: [],
    });
    expect(await desk.rows('select next_alarm_at from citizen_case')).toEqual([{ next_alarm_at: null }]);
    expect(await refused(officer, id, 'answers', final)).toBe('not_allowed_now');
  });

  it('with a blank of a template, or a place that nothing fills, goes to nobody', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    for (const body of ['Đã dọn sạch ngày (ghi ngày).', 'Chào {ten_nguoi}, đã dọn sạch.'])
      expect(await refused(officer, id, 'answers', { body, isFinal: true })).toBe('answer_unfinished');
    expect(await desk.messages()).toEqual([]);
    await act(officer, id, 'answers', { body: 'Phản ánh {code}: {officer} đã dọn sạch.', isFinal: true });
    expect((await desk.messages())[0]?.text).toMatch(/Phản ánh PA-\S+: An đã dọn sạch\./);
  });

  it('is never shown as sent before it is, and a refusal comes in plain words', async () => {
    const { id } = await answered({ conversationId: await desk.citizen('ba-tam') });
    await mark('permanent_failure', 'outside_reply_window');
    const [shown] = (await page(officer, id)).answers;
    expect(shown?.messages[0]).toMatchObject({
      state: 'permanent_failure',
      reason: 'outside_reply_window',
      words: expect.stringContaining('quá thời gian'),
    });
    await desk.rows(`update staff set language = 'en' where id = $1`, [officer.staffId]);
    expect((await page(officer, id)).answers[0]?.messages[0]?.words).toContain('is over');
  });

  it('written twice at the same moment is sent once', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    const body = { version: await desk.version(id), ...final };
    const both = await Promise.all([
      desk.refusalOf(officer, `POST /cases/${id}/answers`, { body }),
      desk.refusalOf(officer, `POST /cases/${id}/answers`, { body }),
    ]);
    // Who comes second sees either the change or that nothing is left to be done.
    expect(both.toSorted()).toEqual([
      expect.stringMatching(/^(case_changed|done)$/),
      expect.stringMatching(/^(done|not_allowed_now)$/),
    ]);
    expect(both.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await desk.messages()).toHaveLength(1);
  });

  it('on the way is news: the case stays open', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    await act(officer, id, 'answers', { body: 'Mai sẽ dọn', isFinal: false });
    expect((await page(officer, id)).state).toBe('new');
    expect((await desk.messages())[0]?.text).toContain('Mai sẽ dọn');
  });
});

describe('the preview', () => {
  it('shows the messages as they will be, places filled, in the citizen’s language', async () => {
    const { id, code } = await desk.file({
      conversationId: await desk.citizen('mr-lee', 'telegram', 'en'),
    });
    const shown = await desk.call<{ channel: string; messages: string[] }>(
      officer,
      `POST /cases/${id}/preview`,
      { body: { body: 'Phản ánh {code} về {category}, hạn {due}. {officer}, {office} {la}' } },
    );
    expect(shown.channel).toBe('telegram');
    expect(shown.messages).toEqual([expect.stringContaining('has answered your report')]);
    expect(shown.messages[0]).toContain(
      `Phản ánh ${code} về Rác thải và vệ sinh môi trường, hạn 02/12/2026. An,`,
    );
    expect(shown.messages[0]).toContain('{la}');
    await act(officer, id, 'answers', { body: 'Mã {code}', isFinal: true });
    expect((await desk.messages())[0]?.text).toContain(`Mã ${code}`);
  });

  it('splits what is too long for the channel', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam', 'messenger') });
    const body = 'Đã dọn sạch rác ở đầu hẻm. '.repeat(120);
    const shown = await desk.call<{ messages: string[] }>(officer, `POST /cases/${id}/preview`, {
      body: { body },
    });
    expect(shown.messages.length).toBeGreaterThan(1);
    await act(officer, id, 'answers', { body, isFinal: true });
    expect((await desk.messages()).map(({ text }) => text)).toEqual(shown.messages);
  });
});

describe('where the category demands approval', () => {
  beforeEach(() => desk.rows(`update case_category set needs_approval = true where code = 'moi-truong'`));

  it('nothing goes out before a second person approves', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    await act(officer, id, 'answers', final);
    expect(await desk.messages()).toEqual([]);
    const waiting = await page(boss, id);
    expect(waiting).toMatchObject({ state: 'new', waitsForApproval: true });
    expect(waiting.acts).toContain('approve');
    const answer = `answers/${waiting.answers[0]?.id}`;
    expect(await refused(officer, id, `${answer}/approve`)).toBe('not_allowed_now');
    expect(await refused(officer, id, 'answers', final)).toBe('not_allowed_now');
    await act(boss, id, `${answer}/approve`);
    expect(await desk.messages()).toHaveLength(1);
    expect((await page(officer, id)).answers[0]).toMatchObject({
      state: 'queued',
      writtenBy: { name: 'An' },
      decidedBy: { name: 'Chủ tịch' },
    });
    expect(await refused(boss, id, `${answer}/approve`)).toBe('not_allowed_now');
  });

  it('approved twice at the same moment it is sent once', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    await act(officer, id, 'answers', final);
    const { answers, version } = await page(boss, id);
    const address = `POST /cases/${id}/answers/${answers[0]?.id}/approve`;
    const both = await Promise.all([
      desk.refusalOf(boss, address, { body: { version } }),
      desk.refusalOf(boss, address, { body: { version } }),
    ]);
    // Who comes second sees either the change or that nothing is left to be done.
    expect(both.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(['case_changed', 'not_allowed_now']).toContain(both.find((outcome) => outcome !== 'done'));
    expect(await desk.messages()).toHaveLength(1);
  });

  it('it may come back with words to whoever wrote it, who writes another', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    await act(officer, id, 'answers', final);
    const [written] = (await page(boss, id)).answers;
    expect(await refused(boss, id, `answers/${written?.id}/return`)).toContain('words');
    await act(boss, id, `answers/${written?.id}/return`, { words: 'Nói rõ ngày dọn' });
    const shown = await page(officer, id);
    expect(shown.answers[0]?.state).toBe('returned');
    expect(shown.history.at(-1)).toMatchObject({ kind: 'returned', words: 'Nói rõ ngày dọn' });
    expect(await desk.rows(`select staff_id from staff_notice where kind = 'returned'`)).toEqual([
      { staff_id: officer.staffId },
    ]);
    expect(shown.acts).toContain('answer');
  });

  it('what the chair writes goes at once', async () => {
    const { id } = await desk.file({ conversationId: await desk.citizen('ba-tam') });
    await act(boss, id, 'answers', final);
    expect(await desk.messages()).toHaveLength(1);
  });

  it('a case that moves on takes nothing with it that nobody approved', async () => {
    const { id } = await desk.file();
    await act(officer, id, 'answers', final);
    await act(officer, id, 'transfer', { officeId: desk.office('cong-an'), reason: 'Nhầm bộ phận' });
    expect(await page(boss, id)).toMatchObject({ waitsForApproval: false, answers: [{ state: 'returned' }] });
  });
});

describe('an answer to somebody whom the chat does not reach', () => {
  const contactSealed = () => sealContact(desk.deps.seal, { name: 'Bà Tám', phone: '84900000001' });

  it('is given by phone and recorded, and the case is answered', async () => {
    const { id } = await desk.file({ contactSealed: contactSealed() });
    expect(await page(officer, id)).toMatchObject({ reply: null, otherWays: ['phone'] });

    await act(officer, id, 'answers', { ...final, way: 'phone' });

    const shown = await page(officer, id);
    expect(shown).toMatchObject({ state: 'answered', assignee: { name: 'An' } });
    expect(shown.answers).toMatchObject([{ body: final.body, state: 'phoned', messages: [], fallbacks: [] }]);
    expect(shown.history.map(({ kind }) => kind)).toEqual(['filed', 'answered', 'phoned']);
  });

  it('goes by SMS where there is a number and the ward sends texts, and never into a blocked chat', async () => {
    const conversationId = await desk.citizen('ba-tam');
    const { id } = await desk.file({ conversationId, contactSealed: contactSealed() });
    expect((await page(officer, id)).otherWays).toEqual([]);
    await desk.rows('update identity set blocked_at = now() where id = $1', [conversationId]);
    desk.smsAccount = await desk.account('sms');
    expect(await page(officer, id)).toMatchObject({
      reply: { open: false, blocked: true },
      otherWays: ['sms', 'phone'],
    });

    await act(officer, id, 'answers', { ...final, way: 'sms' });

    const [only] = (await page(officer, id)).answers;
    expect(only?.messages.map(({ channel, state }) => [channel, state])).toEqual([['sms', 'created']]);
    expect(await desk.messages()).toHaveLength(1);
    expect(desk.due).toEqual([desk.smsAccount]);
  });

  it('that the ward cannot text is not recorded as texted', async () => {
    const { id } = await desk.file({ contactSealed: contactSealed() });
    expect(await refused(officer, id, 'answers', { ...final, way: 'sms' })).toBe('not_allowed_now');
    expect((await page(officer, id)).answers).toEqual([]);
  });

  it('waits for the chair where its category asks for that, and is told after', async () => {
    const { id } = await desk.file({ contactSealed: contactSealed() });
    await desk.rows(`update case_category set needs_approval = true where code = 'moi-truong'`);
    await act(officer, id, 'answers', { ...final, way: 'phone' });
    const [waiting] = (await page(boss, id)).answers;
    expect(waiting).toMatchObject({ state: 'waiting_approval' });
    await act(boss, id, `answers/${waiting?.id}/approve`);
    expect((await page(officer, id)).answers[0]).toMatchObject({ state: 'queued', fallbacks: ['phone'] });
  });
});

describe('an answer that did not arrive', () => {
  const contactSealed = () => sealContact(desk.deps.seal, { name: 'Bà Tám', phone: '84900000001' });

  it('late on a channel with a window: the page says so before and after', async () => {
    const conversationId = await desk.citizen('ba-tam', 'messenger');
    desk.at = monday + 8 * dayMs;
    const { id } = await desk.file({ conversationId });
    expect((await page(officer, id)).reply).toMatchObject({
      channel: 'messenger',
      open: false,
      windowClosesAt: monday + 7 * dayMs,
    });
    await act(officer, id, 'answers', final);
    await mark('permanent_failure', 'outside_reply_window');
    expect((await page(officer, id)).answers[0]?.fallbacks).toEqual(['phone']);
  });

  it('goes by SMS where a phone is known and the ward can send texts', async () => {
    const conversationId = await desk.citizen('ba-tam', 'messenger');
    const { id, answer } = await answered({ conversationId, contactSealed: contactSealed() });
    await mark('permanent_failure', 'outside_reply_window');
    expect((await page(officer, id)).answers[0]?.fallbacks).toEqual(['phone', 'again']);
    desk.smsAccount = await desk.account('sms');
    expect((await page(officer, id)).answers[0]?.fallbacks).toEqual(['sms', 'phone', 'again']);
    await act(officer, id, `${answer}/fallback`, { way: 'sms' });
    const shown = await page(officer, id);
    expect(shown.answers[0]?.messages.map(({ channel, state }) => [channel, state])).toEqual([
      ['messenger', 'permanent_failure'],
      ['sms', 'created'],
    ]);
    expect(shown.answers[0]?.fallbacks).toEqual([]);
    expect(shown.history.at(-1)).toMatchObject({ kind: 'sent_again', facts: { way: 'sms' } });
    const [text] = await desk.rows<{ to: string }>(
      `select i.external_id as to from identity i join channel_account a on a.id = i.account_id where a.channel = 'sms'`,
    );
    expect(text?.to).not.toContain('900000001');
  });

  it('is sent again only when it was provably not sent, and once however often it is clicked', async () => {
    const { id, answer } = await answered({ conversationId: await desk.citizen('ba-tam') });
    const again = { way: 'again' };
    expect(await refused(officer, id, `${answer}/fallback`, again)).toBe('not_allowed_now');
    await mark('unknown');
    expect(await refused(officer, id, `${answer}/fallback`, again)).toBe('not_allowed_now');
    await desk.rows(`update message set state = 'technical_failure', error_code = 'unreachable'`);
    const body = { ...again, version: await desk.version(id) };
    const both = await Promise.all([
      desk.refusalOf(officer, `POST /cases/${id}/${answer}/fallback`, { body }),
      desk.refusalOf(officer, `POST /cases/${id}/${answer}/fallback`, { body }),
    ]);
    expect(both.toSorted()).toEqual(['case_changed', 'done']);
    expect(await desk.messages()).toHaveLength(2);
  });

  it('is told by phone, and what was said is kept', async () => {
    const { id, answer } = await answered({ contactSealed: contactSealed() });
    await act(officer, id, `${answer}/fallback`, { way: 'phone', words: 'Bà Tám đã nghe và đồng ý' });
    const shown = await page(officer, id);
    expect(shown.answers[0]).toMatchObject({ state: 'phoned', fallbacks: [] });
    expect(shown.history.at(-1)).toMatchObject({ kind: 'phoned', words: 'Bà Tám đã nghe và đồng ý' });
    const stranger = await desk.hire('Người đọc', 'auditor');
    const other = await answered();
    expect(await refused(stranger, other.id, `${other.answer}/fallback`, { way: 'phone' })).toBe(
      'not_allowed_now',
    );
  });
});

describe('a picture', () => {
  it('of a case is kept without where and with what it was taken, at most four, for those who see the case', async () => {
    const { default: sharp } = await import('sharp');
    const { id } = await desk.file();
    const taken = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#808080' } })
      .withExif({ IFD3: { GPSLatitude: '10/1 46/1 0/1' } })
      .jpeg()
      .toBuffer();
    const post = (actor: Actor, body: Buffer) =>
      desk.call<{ id: string; width: number }>(actor, `POST /cases/${id}/photos`, { body });
    const first = await post(officer, taken);
    expect(first).toMatchObject({ width: 40, height: 20 });
    const shown = await desk.call<FileAnswer>(officer, `GET /cases/${id}/photos/${first.id}`);
    expect(shown).toBeInstanceOf(FileAnswer);
    expect(shown.mime).toBe('image/jpeg');
    expect((await sharp(shown.bytes).metadata()).exif).toBeUndefined();
    const rest = await Promise.allSettled(Array.from({ length: 5 }, () => post(officer, taken)));
    expect(rest.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect((await page(officer, id)).photosList).toHaveLength(4);
    await expect(post(officer, Buffer.from('<svg onload="x"/>'))).rejects.toMatchObject({
      code: 'not_a_photo',
    });
    const other = await desk.hire('Người khác', ['officer', 'cong-an']);
    await expect(post(other, taken)).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = await desk.file();
    expect(await desk.refusalOf(officer, `GET /cases/${elsewhere.id}/photos/${first.id}`)).toBe('not_found');
  });
});
