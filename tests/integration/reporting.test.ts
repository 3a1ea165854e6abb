import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadCaseRules } from '../../src/catalog/load-case-rules.ts';
import { loadDeadlines } from '../../src/catalog/load-deadlines.ts';
import { loadReportCues } from '../../src/catalog/report-cues.ts';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import { err, ok } from '../../src/core/result.ts';
import type { Values } from '../../src/core/value.ts';
import { ensureDesk, loadDeskFile } from '../../src/features/cases/index.ts';
import type { Ability } from '../../src/features/conversations/ability.ts';
import {
  createCitizenDesk,
  createReportingAbilities,
  loadAnswerCues,
} from '../../src/features/reporting/index.ts';
import { ensureWard, loadSampleWard } from '../../src/features/wards/index.ts';
import { createPhotoCleaner } from '../../src/features/web-chat/index.ts';
import { createSeal } from '../../src/lib/seal.ts';
import {
  createTestCitizen,
  openTestDatabase,
  type TestCitizen,
  type TestDatabase,
} from '../support/test-database.ts';

let test: TestDatabase;
let abilities: Record<string, Ability>;
let lan: TestCitizen;
let neighbour: TestCitizen;
const files = new Map<string, Buffer>();
const seal = createSeal('a secret of the tests');
/** A Monday, 9 o'clock in Vietnam. */
const monday = Date.parse('2026-11-23T09:00:00+07:00');
const day = 86_400_000;
let count = 0;

beforeAll(async () => {
  test = await openTestDatabase();
  abilities = createReportingAbilities({
    speak: await loadSpokenTexts('content'),
    seal,
    cues: loadReportCues('content'),
    answers: await loadAnswerCues('content'),
    desk: createCitizenDesk({
      photos: createPhotoCleaner(),
      deadlines: await loadDeadlines('content'),
      rules: await loadCaseRules('content'),
    }),
    fetchFile: async (_account, { id }) => {
      const bytes = files.get(id);
      return bytes ? ok(bytes) : err('unavailable');
    },
    channelOf: () => 'web-chat',
    takesPhotos: ({ externalId }) => externalId === lan.externalId,
  });
});
afterAll(() => test.close());
beforeEach(async () => {
  count += 1;
  const profile = { ...(await loadSampleWard('content')), code: `reporting-${count}` };
  const ward = await test.database.system((tx) => ensureWard(tx, profile));
  const desk = await loadDeskFile('content');
  await test.database.forWard(ward, (tx) => ensureDesk(tx, desk, '2025-07-01'));
  lan = await createTestCitizen(test.database, ward, `lan-${count}`);
  neighbour = await createTestCitizen(test.database, ward, `neighbour-${count}`);
});

async function ask(name: string, args: Values = {}, by = lan, now = monday) {
  const answer = await test.database.forWard(by.wardId, async (tx) =>
    abilities[name]?.({ tx, ...by, language: 'vi', now }, args),
  );
  if (!answer) throw new Error(`there is no ability ${name}`);
  return answer;
}
const rows = <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
  test.database.systemQuery<Row>(sql, values);

const light = {
  kind: 'feedback',
  text: 'đèn đường trước số 12 hư ba hôm nay',
  category: 'dien',
  place: 'số 12 đường Hoa Sen, khu phố 2',
  spot: null,
  contact: '',
  resident: '',
};
async function file(over: Values = {}, by = lan, now = monday) {
  const { values } = await ask('file_report', { ...light, ...over }, by, now);
  return String(values.code);
}
const answer = (code: string, at: number) =>
  rows(
    `update citizen_case set state = 'answered', answered_at = $2, closed_at = $2, next_alarm_at = null where code = $1 and ward_id = $3`,
    [code, new Date(at), lan.wardId],
  );

describe('a report', () => {
  it('is read for what it says, and asked for the rest', async () => {
    const whole = await ask('read_report', { ...light, more: '', kind: '', chosen: '', place: '' });
    const bare = await ask('read_report', { text: 'xin góp ý', more: '', kind: '', chosen: '', place: '' });

    expect(whole).toMatchObject({
      outcome: 'read',
      values: { kind: 'feedback', category: 'dien', place: 'trước số 12' },
    });
    expect(bare).toEqual({ outcome: 'empty', values: { kind: 'suggestion' } });
  });

  it('is summed up with an offer of photos only where the channel brings them', async () => {
    expect((await ask('sum_up_report', light)).values.noPhotos).toBeNull();
    expect((await ask('sum_up_report', light, neighbour)).values.noPhotos).toBe('yes');
  });

  it('belongs to the chair when the conduct of staff is added to it', async () => {
    const more = 'cán bộ quầy 2 quát nạt người dân';
    const told = { text: 'rác chất đống bốc mùi', kind: '', chosen: '', place: '' };

    expect((await ask('read_report', { ...told, more: '' })).values.category).toBe('moi-truong');
    expect((await ask('read_report', { ...told, more })).values.category).toBe('thai-do');
    const later = await ask('read_report', { ...told, more: 'hôm qua cũng vậy', category: 'thai-do' });
    expect(later.values.category).toBe('thai-do');
  });

  it('of any length is kept up to its limit, and says up to where', async () => {
    const text = `Đèn đường hư. ${'Đêm nào cũng tối om. '.repeat(180)}`;
    const { values } = await ask('read_report', { text, more: '', kind: '', chosen: '', place: '' });

    expect(String(values.text).length).toBeLessThanOrEqual(3_000);
    expect(text.startsWith(String(values.text))).toBe(true);
    expect(String(values.text).endsWith(String(values.kept))).toBe(true);
  });

  it('is filed with code, office and day, and its contact sealed', async () => {
    const filed = await ask('file_report', { ...light, contact: 'Lan, 0900 000 001' });
    const [row] = await rows<{ contact_sealed: string; identity_shown: boolean; name: string }>(
      `select contact_sealed, identity_shown, neighbourhood.name from citizen_case
       join neighbourhood on neighbourhood.id = neighbourhood_id where citizen_case.code = $1 and citizen_case.ward_id = $2`,
      [filed.values.code, lan.wardId],
    );

    expect(filed.values.told).toMatch(
      /^Đã nhận\. Mã của anh\/chị là PA-261123-0001-[A-Z]\.\nNơi giải quyết: Phòng Kinh tế.*\nHạn trả lời: thứ .*, ngày \d\d\/\d\d\/2026\./,
    );
    expect(row).toMatchObject({ identity_shown: false, name: 'Khu phố 2' });
    expect(row?.contact_sealed).not.toContain('Lan');
    expect(seal.open('case-contact', row?.contact_sealed ?? '')).toEqual(
      ok(JSON.stringify({ name: 'Lan', phone: '84900000001' })),
    );
  });

  it('of staff goes to no office', async () => {
    const filed = await ask('file_report', {
      ...light,
      category: 'thai-do',
      text: 'cán bộ hách dịch với đèn đường',
    });
    expect(filed.values.told).toContain('chỉ người đứng đầu Phường Gần Dân xem');
  });

  it('is not taken from somebody who has twenty waiting', async () => {
    for (let at = 0; at < 20; at += 1) await file();
    expect((await ask('file_report', light)).outcome).toBe('too_many');
  });
});

describe('its state', () => {
  it('is told to whoever has the code, without a word of what was written', async () => {
    const code = await file();
    const own = await ask('case_status', { code });
    const others = await ask('case_status', { code: code.toLowerCase().replaceAll('-', ' ') }, neighbour);

    expect(own).toMatchObject({ outcome: 'own_open', values: { code } });
    expect(others.outcome).toBe('shown');
    expect(others.values.told).not.toContain('đèn');
    expect(others.values.told).toContain('Hạn trả lời');
  });

  it('says which part of a code is wrong', async () => {
    const told = async (code: string) => (await ask('case_status', { code })).values.told;
    expect(await told('PA-261399-0001-A')).toContain('ngày này không có thật');
    expect(await told('PA-261122-0042-K')).toContain('không tìm thấy');
    expect(await told('PA-261122-0043-K')).toContain('Chữ cái cuối');
  });
});

describe('its citizen', () => {
  it('adds words, withdraws it once, and then nothing more', async () => {
    const code = await file();
    expect((await ask('add_to_case', { code, text: 'có xe té' })).outcome).toBe('added');
    expect((await ask('add_to_case', { code, text: 'của tôi' }, neighbour)).outcome).toBe('ended');
    expect((await ask('withdraw_case', { code }, neighbour)).outcome).toBe('ended');
    expect((await ask('withdraw_case', { code })).outcome).toBe('withdrawn');
    expect((await ask('withdraw_case', { code })).outcome).toBe('ended');
    expect((await ask('add_to_case', { code, text: 'nữa' })).outcome).toBe('ended');

    const history = await rows<{ kind: string }>(
      `select case_event.kind from case_event join citizen_case on citizen_case.id = case_id
       where code = $1 and citizen_case.ward_id = $2 order by case_event.id`,
      [code, lan.wardId],
    );
    expect(history.map(({ kind }) => kind)).toEqual(['filed', 'citizen_wrote', 'withdrawn']);
  });

  it('is neither thanked nor asked as an addition', async () => {
    const code = await file();
    const said = (text: string) => ask('add_to_latest_case', { text });

    expect(await said('có ai xử lý chưa')).toEqual({ outcome: 'asked', values: { code } });
    expect((await said('cảm ơn phường nhiều nhé')).outcome).toBe('thanks');
    expect((await said('ừ')).outcome).toBe('none');
    expect((await said('chó cắn rồi sao?')).outcome).toBe('none');
    expect(await rows(`select 1 from case_note where ward_id = $1`, [lan.wardId])).toEqual([]);
  });

  it('withdraws or looks again at the one that is meant', async () => {
    const wish = (text: string, now = monday) => ask('read_case_wish', { text }, lan, now);
    expect((await wish('tôi muốn rút')).outcome).toBe('own');
    expect((await wish('vẫn chưa sửa')).outcome).toBe('report');
    const first = await file();
    expect(await wish('tôi muốn rút', monday + day)).toEqual({
      outcome: 'withdraw',
      values: { code: first },
    });
    const second = await file({ text: 'ổ gà trước cổng trường' }, lan, monday + 2 * day);
    expect((await wish('rút phản ánh', monday + 5 * day)).outcome).toBe('own');
    expect((await wish(`rút lại phản ánh ${first}`, monday + 5 * day)).values).toEqual({ code: first });
    await answer(second, monday + 3 * day);
    const later = monday + 4 * day;

    expect(await wish('mở lại phản ánh', later)).toEqual({ outcome: 'look', values: { code: second } });
    expect(await wish('vẫn còn ổ gà đó', later)).toEqual({ outcome: 'look', values: { code: second } });
    expect((await wish('vẫn còn ngập quá', later)).outcome).toBe('report');
  });

  it('adds to the latest within a day only', async () => {
    const code = await file();
    const soon = await ask('add_to_latest_case', { text: 'còn nữa' }, lan, monday + day / 2);
    const late = await ask('add_to_latest_case', { text: 'còn nữa' }, lan, monday + 2 * day);
    expect([soon, late]).toEqual([
      { outcome: 'added', values: { code } },
      { outcome: 'none', values: {} },
    ]);
  });

  it('opens an answered one again within fifteen days, with a fresh clock', async () => {
    const code = await file();
    await answer(code, monday + day);
    expect((await ask('case_status', { code }, lan, monday + 2 * day)).outcome).toBe('own_ended');
    expect((await ask('reopen_case', { code, reason: 'còn tối' }, neighbour, monday + 2 * day)).outcome).toBe(
      'too_late',
    );
    const opened = await ask('reopen_case', { code, reason: 'còn tối' }, lan, monday + 2 * day);

    const [row] = await rows<Record<string, unknown>>(
      `select state, clock_started_at, due_at > clock_started_at as fresh, alarm_level, reopened_times, next_alarm_at is not null as watched
       from citizen_case where code = $1 and ward_id = $2`,
      [code, lan.wardId],
    );
    expect(opened.outcome).toBe('reopened');
    expect(row).toEqual({
      state: 'new',
      clock_started_at: new Date(monday + 2 * day),
      fresh: true,
      alarm_level: 0,
      reopened_times: 1,
      watched: true,
    });
    await answer(code, monday + 3 * day);
    expect((await ask('reopen_case', { code, reason: 'nữa' }, lan, monday + 19 * day)).outcome).toBe(
      'too_late',
    );
  });

  it('rates an answer once; a bad rating brings it back to its office', async () => {
    const good = await file();
    await answer(good, monday + day);
    const rate = (stars: string) => ask('rate_case', { stars }, lan, monday + 2 * day);
    expect((await rate('five')).outcome).toBe('good');
    expect((await rate('1')).outcome).toBe('none');

    const bad = await file();
    await answer(bad, monday + day);
    expect((await rate('2')).outcome).toBe('bad');
    await ask('comment_rating', { text: 'làm cho có' }, lan, monday + 2 * day);
    const [row] = await rows<Record<string, unknown>>(
      `select state, rating, (select body from case_note where case_id = citizen_case.id) as words
       from citizen_case where code = $1 and ward_id = $2`,
      [bad, lan.wardId],
    );
    expect(row).toEqual({ state: 'new', rating: 2, words: 'làm cho có' });
  });
});

describe('what somebody reported already', () => {
  it('is offered to the next one without names and numbers, and followed once', async () => {
    const code = await file({
      text: 'đèn đường trước nhà ông Nguyễn Văn Tám hư, gọi 0900 000 009, khu phố 2',
    });
    const sketch = { ...light, text: 'đèn đường trước nhà hư tối thui khu phố 2' };
    const found = await ask('find_similar_reports', sketch, neighbour, monday + day);

    expect(found.outcome).toBe('found');
    expect(found.values.similarText).toBe(
      '“Điện, đèn đường” ở đường Hoa Sen, Khu phố 2, gửi ngày 23/11/2026',
    );
    const followed = await ask('follow_case', { case: found.values.similar ?? '' }, neighbour);
    expect(followed.values.told).toContain(code);
    expect((await ask('follow_case', { case: found.values.similar ?? '' }, neighbour)).outcome).toBe('done');
    expect(await ask('own_cases', {}, neighbour)).toEqual({ outcome: 'one', values: { code } });
    expect((await ask('find_similar_reports', sketch, lan, monday + day)).outcome).toBe('none');
    expect((await ask('follow_case', { case: '999999' }, neighbour)).outcome).toBe('gone');
  });

  it('is never one about the conduct of staff', async () => {
    await file({ category: 'thai-do', text: 'cán bộ hách dịch ở một cửa khu phố 2' });
    const found = await ask(
      'find_similar_reports',
      { ...light, category: 'thai-do', text: 'cán bộ hách dịch ở một cửa khu phố 2' },
      neighbour,
    );
    expect(found.outcome).toBe('none');
  });
});

describe('its photos', () => {
  const picture = async () =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: '#888' } })
      .withExif({ IFD3: { GPSLatitude: '10/1 46/1 0/1', GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer();

  it('are re-encoded without the place in them, four at most, and go with the report', async () => {
    const original = await picture();
    expect((await sharp(original).metadata()).exif).toBeDefined();
    files.set('photo', original);
    const keep = () => ask('keep_report_photo', { file: { id: 'photo' } });
    const kept = [await keep(), await keep(), await keep(), await keep(), await keep()];
    const code = await file();

    expect(kept.map(({ outcome }) => outcome)).toEqual(['kept', 'kept', 'kept', 'kept', 'refused']);
    const stored = await rows<{ content: Buffer; mime: string; width: number }>(
      `select content, mime, width from case_photo join citizen_case on citizen_case.id = case_id
       where code = $1 and citizen_case.ward_id = $2`,
      [code, lan.wardId],
    );
    expect(stored).toHaveLength(4);
    for (const { content, mime, width } of stored) {
      expect({ mime, width }).toEqual({ mime: 'image/jpeg', width: 60 });
      expect((await sharp(content).metadata()).exif).toBeUndefined();
    }
  });

  it.each([
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['noise', randomBytes(500)],
  ])('are never %s', async (_what, bytes) => {
    files.set('bad', bytes);
    expect((await ask('keep_report_photo', { file: { id: 'bad' } })).outcome).toBe('refused');
  });

  it('that could not be fetched are asked for again, and dropped ones leave nothing', async () => {
    expect((await ask('keep_report_photo', { file: { id: 'nowhere' } })).values.told).toContain('gửi lại');
    files.set('photo', await picture());
    await ask('keep_report_photo', { file: { id: 'photo' } });
    await ask('drop_report');
    expect(await rows('select 1 from case_photo where conversation_id = $1', [lan.conversationId])).toEqual(
      [],
    );
  });

  it('are added to one’s own open case only', async () => {
    const code = await file();
    files.set('photo', await picture());
    expect((await ask('add_case_photo', { code, file: { id: 'photo' } })).outcome).toBe('added');
    expect((await ask('add_case_photo', { code, file: { id: 'photo' } }, neighbour)).outcome).toBe('ended');
  });
});

describe('a complaint or denunciation', () => {
  it('is no report, and leaves a sealed number and nothing else', async () => {
    const read = await ask('read_report', {
      text: 'tôi tố cáo ông kia',
      more: '',
      kind: '',
      category: '',
      place: '',
    });
    const kept = await ask('keep_petition', {
      kind: 'denunciation',
      contact: 'Lan, 0900 000 001, gọi sau 17 giờ',
    });
    const again = await ask('keep_petition', { kind: 'denunciation', contact: 'Lan, 0900 000 001' });

    expect([read.outcome, kept.outcome, again.outcome]).toEqual(['petition', 'kept', 'already']);
    const [row] = await rows<{ contact_sealed: string }>(
      'select contact_sealed from petition where ward_id = $1',
      [lan.wardId],
    );
    expect(row?.contact_sealed).not.toMatch(/Lan|0900/);
    expect(seal.open('petition-contact', row?.contact_sealed ?? '')).toEqual(
      ok(JSON.stringify({ name: 'Lan', phone: '84900000001', callWhen: 'gọi sau 17 giờ' })),
    );
    expect(await rows('select 1 from citizen_case where ward_id = $1', [lan.wardId])).toEqual([]);
  });
});
