import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadCaseRules } from '../../src/catalog/load-case-rules.ts';
import { loadDeadlines } from '../../src/catalog/load-deadlines.ts';
import { loadReportCues } from '../../src/catalog/report-cues.ts';
import { secretFlows } from '../../src/composition/secret-flows.ts';
import type { ConversationDetail, ConversationList } from '../../src/contracts/console/conversations.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { WardId } from '../../src/core/ids.ts';
import { err } from '../../src/core/result.ts';
import { ensureDesk, loadDeskFile } from '../../src/features/cases/index.ts';
import { createHandoffAbilities } from '../../src/features/handoff/index.ts';
import { createLiveChatRoutes, type LiveChatDeps } from '../../src/features/live-chat/index.ts';
import {
  createCitizenDesk,
  createReportingAbilities,
  loadAnswerCues,
} from '../../src/features/reporting/index.ts';
import { ensureWard, loadSampleWard } from '../../src/features/wards/index.ts';
import { createPhotoCleaner } from '../../src/features/web-chat/index.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { lanesOfTests, openPipeline, type Pipeline, realWords } from '../support/pipeline.ts';
import { callRoute, createTestOffice, createTestStaff } from '../support/staff.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
let lan: Actor;
let minh: Actor;
let chair: Actor;
let pipeline: Pipeline;
let live: LiveChatDeps;

beforeAll(async () => {
  test = await openTestDatabase();
  const profile = { ...(await loadSampleWard('content')), code: 'secret-talks' };
  ward = await test.database.system((tx) => ensureWard(tx, profile));
  const desk = await loadDeskFile('content');
  await test.database.forWard(ward, (tx) => ensureDesk(tx, desk, '2025-07-01'));
  const office = await createTestOffice(test.database, ward, 'Kín');
  lan = await createTestStaff(test.database, { ward, name: 'Lan', role: 'officer', office });
  minh = await createTestStaff(test.database, { ward, name: 'Minh', role: 'officer', office });
  chair = await createTestStaff(test.database, { ward, name: 'Chủ tịch', role: 'approver' });
});
afterAll(() => test.close());
beforeEach(async () => {
  const { speak } = await realWords();
  const reporting = createReportingAbilities({
    speak,
    seal: createSeal('a secret of the tests'),
    cues: loadReportCues('content'),
    answers: await loadAnswerCues('content'),
    desk: createCitizenDesk({
      photos: createPhotoCleaner(),
      deadlines: await loadDeadlines('content'),
      rules: await loadCaseRules('content'),
    }),
    fetchFile: async () => err('unavailable'),
    channelOf: () => 'telegram',
    takesPhotos: () => true,
  });
  pipeline = await openPipeline(test.database, {
    ward,
    awake: false,
    abilities: { ...createHandoffAbilities({ speak }), ...reporting },
  });
  live = {
    db: test.database,
    speak,
    lanes: lanesOfTests,
    secretFlows,
    accountOf: () => undefined,
    readPhoto: async () => Buffer.from('photo'),
    now: Date.now,
  };
});
afterEach(() => pipeline.stop());

const call = <Answer>(actor: Actor, address: string) =>
  callRoute<Answer>(createLiveChatRoutes(live), actor, address);
async function says(citizen: string, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await pipeline.arrive(citizen, text);
    await pipeline.drain();
  }
}
async function idOf(citizen: string): Promise<number> {
  const [row] = await test.database.systemQuery<{ id: number }>(
    'select id::int from identity where account_id = $1 and external_id = $2',
    [pipeline.account, citizen],
  );
  return row?.id ?? 0;
}
const seen = async (actor: Actor, id: number) =>
  (await call<ConversationDetail>(actor, `GET /conversations/${id}`)).turns;
const wordsOf = async (actor: Actor, id: number) =>
  (await seen(actor, id)).map(({ text }) => text).join('\n');

const denunciation = [
  'tôi muốn tố cáo cán bộ',
  'Xin được gọi lại',
  'Tố cáo',
  'Lê Văn Kín 0900000088, gọi sau 17 giờ',
  'ông ấy tên Trần Văn Z, nhận 5 triệu',
];

describe('a denunciation in a chat that officers read', () => {
  it('is kept from them whole, both sides, with its photos, while what else was said is not', async () => {
    await says('kin', 'gặp cán bộ', 'Hỏi giờ làm việc', ...denunciation);
    await pipeline.arrive('kin', { kind: 'photo', file: { id: 'f1' }, caption: 'phong bì' });
    await pipeline.drain();
    await says('kin', 'tra cứu hồ sơ', 'menu');
    const id = await idOf('kin');

    const turns = await seen(lan, id);
    const spoken = turns.filter(({ from }) => from === 'citizen').map(({ kind, text }) => `${kind} ${text}`);

    expect(spoken).toEqual([
      'text gặp cán bộ',
      'text Hỏi giờ làm việc',
      ...Array(7).fill('withheld '),
      'text menu',
    ]);
    expect(turns.filter(({ kind }) => kind === 'withheld').map(({ from }) => from)).toContain('bot');
    expect(await wordsOf(lan, id)).not.toMatch(
      /tôi muốn tố cáo|Kín|0900000088|84900000088|Trần Văn Z|5 triệu/i,
    );
    const whole = await seen(chair, id);
    expect(whole.map(({ text }) => text)).toEqual(expect.arrayContaining(denunciation));
    const photo = whole.find(({ photos }) => photos.length > 0)?.photos[0];
    await expect(call(lan, `GET /conversations/${id}/photos/${photo}`)).rejects.toMatchObject({
      code: 'photo_gone',
    });
    expect(await call(chair, `GET /conversations/${id}/photos/${photo}`)).toBeDefined();
  });

  it('shows in no list, not even when a person is asked for in the same breath', async () => {
    await says('muc', ...denunciation.slice(0, 1), 'gặp cán bộ', 'ông Trần Văn Z nhận 5 triệu');
    const id = await idOf('muc');

    const { conversations } = await call<ConversationList>(lan, 'GET /conversations');
    const row = conversations.find((one) => one.id === id);
    const ofChair = (await call<ConversationList>(chair, 'GET /conversations')).conversations;

    expect(row).toMatchObject({ lastText: '' });
    expect(ofChair.find((one) => one.id === id)?.lastText).toContain('Trần Văn Z');
    expect((await call<ConversationDetail>(lan, `GET /conversations/${id}`)).topic).toBeNull();
  });

  it('is read by whom the chair gave it to, and by nobody else', async () => {
    await says('giao', 'gặp cán bộ', 'Hỏi giờ làm việc', ...denunciation);
    const id = await idOf('giao');
    await test.database.systemQuery('update petition set assignee_id = $2 where conversation_id = $1', [
      id,
      minh.staffId,
    ]);

    expect(await wordsOf(minh, id)).toContain('Trần Văn Z');
    expect(await wordsOf(lan, id)).not.toContain('Trần Văn Z');
  });
});

describe('a report that became a case for the chair alone', () => {
  async function reports(citizen: string, place: string): Promise<number> {
    const report = `cán bộ hộ tịch Trần Văn Z hách dịch, quát mắng tôi ở ${place}`;
    await says(citizen, 'gặp cán bộ', 'Hỏi giờ làm việc', 'phản ánh', report);
    const id = await idOf(citizen);
    for (const text of ['Gửi kèm tên, số', 'Lê Văn Kín 0900000088']) await says(citizen, text);
    await test.database.systemQuery(
      'update citizen_case set chair_only = true, office_id = null where conversation_id = $1',
      [id],
    );
    return id;
  }

  it('is kept from officers, with the contact and what follows, for as long as it is the chair’s', async () => {
    const id = await reports('thai-do', 'khu phố 2');
    const [filed] = await test.database.systemQuery<{ id: number }>(
      'select id::int from citizen_case where conversation_id = $1',
      [id],
    );
    expect(filed).toBeDefined();

    expect(await wordsOf(lan, id)).toContain('Hỏi giờ làm việc');
    expect(await wordsOf(lan, id)).not.toMatch(/hách dịch|Kín|Trần Văn Z|PA-/);
    expect(await wordsOf(chair, id)).toMatch(/hách dịch/);
    await test.database.systemQuery('update citizen_case set chair_only = false where id = $1', [filed?.id]);
    expect(await wordsOf(lan, id)).toMatch(/hách dịch/);
  });

  it('is not shown by its answer either', async () => {
    const id = await reports('tra-loi', 'khu phố 3');
    await test.database.systemQuery(
      `with sent as (
         insert into message (ward_id, account_id, conversation_id, purpose, body)
         values ($1, $2, $3, 'notice', '{"text":"Ông Z đã bị nhắc nhở"}') returning id)
       insert into case_message (message_id, ward_id, case_id)
       select sent.id, $1, k.id from sent, citizen_case k where k.conversation_id = $3`,
      [ward, pipeline.account, id],
    );

    expect(await wordsOf(lan, id)).not.toContain('nhắc nhở');
    expect(await wordsOf(chair, id)).toContain('nhắc nhở');
  });
});

describe('a name and a number that were left with a report', () => {
  it('are not read in the chat by officers, while the report is', async () => {
    await says('nga', 'gặp cán bộ', 'Hỏi giờ làm việc', 'phản ánh', 'đèn đường hư ở số 5 khu phố 1');
    await says('nga', 'Gửi kèm tên, số', 'Trần Thị Nga 0900000077');
    const id = await idOf('nga');

    expect(await wordsOf(lan, id)).toContain('đèn đường hư');
    expect(await wordsOf(lan, id)).not.toMatch(/Trần Thị Nga|00000077/);
    expect(await wordsOf(chair, id)).toContain('Trần Thị Nga');
    const [row] = await test.database.systemQuery<{ shown: boolean; left: boolean }>(
      `select identity_shown as shown, contact_sealed is not null as left from citizen_case
       where conversation_id = $1`,
      [id],
    );
    expect(row).toEqual({ shown: false, left: true });
  });
});
