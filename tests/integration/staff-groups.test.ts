import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noticeSettingsDeps } from '../../src/composition/notices.ts';
import type { Actor } from '../../src/core/actor.ts';
import { AppError } from '../../src/core/app-error.ts';
import type { WardId } from '../../src/core/ids.ts';
import { type AnswerCase, createNoticeRoutes, createStaffEars } from '../../src/features/notices/index.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { createTestCase } from '../support/cases.ts';
import { type OpenHouse, startOpenHouse } from '../support/open-house.ts';
import { eventOf, openPipeline, type Pipeline, realWords } from '../support/pipeline.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtp-sink.ts';
import { callRoute, createTestOffice, createTestStaff, type TestOffice } from '../support/staff.ts';
import { type StandInTelegram, startStandInTelegram } from '../support/stand-in-telegram.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { freePort } from '../support/test-redis.ts';

const usual = { timeout: 15_000, interval: 40 };
const group = -1001;
let test: TestDatabase;

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

async function officeWithGroup(ward: WardId, chat = group): Promise<TestOffice> {
  const office = await createTestOffice(test.database, ward, `nhóm ${ward}`);
  await test.database.systemQuery(
    `update office set notify = jsonb_build_object('telegramChat', $2::text) where id = $1`,
    [office.id, String(chat)],
  );
  return office;
}

const notify = (ward: WardId, office: TestOffice, caseId: number) =>
  test.database.systemQuery(
    `insert into staff_notice (ward_id, occasion, kind, case_id, office_id, way) values ($1, $2, 'new_case', $3, $4, 'telegram')`,
    [ward, `new_case:${caseId}`, caseId, office.id],
  );

describe('a house with a Telegram group of an office', () => {
  let telegram: StandInTelegram;
  let sink: SmtpSink;
  let open: OpenHouse;
  let dataDir: string;

  beforeAll(async () => {
    telegram = await startStandInTelegram();
    sink = await startSmtpSink();
    dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-groups-'));
    open = await startOpenHouse(await freePort(), {
      DATABASE_URL: test.url,
      DATA_DIR: dataDir,
      PUBLIC_URL: 'https://phuong.example',
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      SMTP_URL: sink.url,
      SMTP_FROM: 'bao-tin@phuong.example',
    });
  }, 120_000);
  afterAll(async () => {
    await open.stop();
    await telegram.close();
    await sink.close();
    await rm(dataDir, { recursive: true });
  }, 60_000);

  const heardIn = (chat: number) => telegram.delivered.filter(({ chatId }) => chatId === chat);
  const replies = (from: number, to: number, text: string) =>
    telegram.citizens.sends(group, {
      chat: { id: group, title: 'Một cửa', type: 'supergroup' },
      from: { id: from, is_bot: false, first_name: 'Lan' },
      text,
      reply_to_message: { message_id: to, from: { id: 1, is_bot: true, first_name: 'Gần Dân' } },
    });

  it('tells the group and the mailbox, links an officer, and makes no conversation of the group', async () => {
    const wardId = open.house.wards[0]?.id as WardId;
    const office = await officeWithGroup(wardId);
    const lan = await createTestStaff(test.database, {
      ward: wardId,
      name: 'Trần Thị Lan',
      role: 'officer',
      office,
    });
    const { id, code } = await createTestCase(test.database, wardId);
    await test.database.systemQuery('update citizen_case set office_id = $2 where id = $1', [id, office.id]);
    await notify(wardId, office, id);
    await test.database.systemQuery(
      `insert into staff_notice (ward_id, occasion, kind, case_id, staff_id, way) values ($1, 'x', 'assigned', $2, $3, 'email')`,
      [wardId, id, lan.staffId],
    );

    await expect.poll(() => heardIn(group).length, usual).toBe(1);
    await expect.poll(() => sink.mails.length, usual).toBe(1);
    expect(heardIn(group)[0]?.text.split('\n')).toEqual([
      `Phản ánh mới: ${code}`,
      'Lĩnh vực: Rác thải',
      'Hạn trả lời: 09:30 01/12/2026',
      `https://phuong.example/console/cases/${id}`,
      'Trả lời thẳng tin này để gửi câu trả lời cho người dân.',
    ]);
    const noticeId = heardIn(group)[0]?.messageId ?? 0;

    replies(501, noticeId, 'Đã dọn xong');
    await expect.poll(() => heardIn(group).at(-1)?.text, usual).toMatch(/chưa liên kết .* \/lienket MÃ$/);
    const routes = createNoticeRoutes(noticeSettingsDeps(open.house));
    const { code: secret } = await callRoute<{ code: string }>(routes, lan, 'POST /notices/telegram-code');
    telegram.citizens.sendsText(501, `/lienket ${secret}`);
    await expect.poll(() => heardIn(501).at(-1)?.text, usual).toMatch(/^Đã liên kết với Trần Thị Lan/);
    replies(501, noticeId, 'Đã dọn xong');

    await expect.poll(() => heardIn(group).at(-1)?.text, usual).toBe(`Đã ghi câu trả lời cho ${code}.`);
    const [answered] = await test.database.systemQuery(
      `select c.state, a.body, a.written_by_id as "by" from citizen_case c join case_answer a on a.case_id = c.id
       where c.id = $1`,
      [id],
    );
    expect(answered).toEqual({ state: 'answered', body: 'Đã dọn xong', by: lan.staffId });
    telegram.citizens.sends(group, {
      chat: { id: group, title: 'Một cửa', type: 'supergroup' },
      text: 'trưa nay ăn gì mọi người',
    });
    await telegram.settled();
    const identities = await test.database.systemQuery(
      `select external_id from identity where external_id like '-%'`,
    );
    expect(identities).toEqual([]);
    const pending = () => test.database.systemQuery(`select id from inbound_event where state <> 'done'`);
    await expect.poll(pending, usual).toEqual([]);
    expect(heardIn(group)).toHaveLength(3);
  }, 60_000);
});

describe('an answer in the group', () => {
  let pipeline: Pipeline;
  let ward: WardId;
  let lan: Actor;
  let caseId: number;
  let answers: { readonly by: string; readonly caseId: number; readonly body: string }[];
  let wards = 0;
  const seal = createSeal('x'.repeat(32));
  afterEach(() => pipeline.stop());

  /** A linked officer with chat 501, and message 77 in the group about a case. */
  async function open(answerCase?: AnswerCase): Promise<void> {
    wards += 1;
    ward = await createTestWard(test.database, `group-${wards}`);
    const office = await officeWithGroup(ward);
    answers = [];
    const { speak } = await realWords();
    const takes: AnswerCase = async (tx, { actor, caseId: about, body }) => {
      answers.push({ by: actor.name, caseId: about, body });
      await tx.query(`update citizen_case set version = version + 1 where id = $1`, [about]);
    };
    const staffEars = createStaffEars({ speak, seal, answerCase: answerCase ?? takes, now: Date.now });
    pipeline = await openPipeline(test.database, { ward, staffEars });
    lan = await createTestStaff(test.database, { ward, name: 'Trần Thị Lan', role: 'officer', office });
    caseId = (await createTestCase(test.database, ward)).id;
    await notify(ward, office, caseId);
    await test.database.systemQuery(
      `update staff_notice set state = 'sent', vendor_message_id = '77' where ward_id = $1`,
      [ward],
    );
    await test.database.systemQuery(
      `insert into staff_chat (ward_id, staff_id, account_id, external_id) values ($1, $2, $3, '501')`,
      [ward, lan.staffId, pipeline.account],
    );
  }
  const reply = (from: string, text: string, to = '77', id?: string) =>
    eventOf(String(group), { kind: 'group_reply', answers: to, from, text }, id);
  const told = async () =>
    (
      await test.database.systemQuery<{ kind: string }>(
        `select kind from staff_notice where ward_id = $1 and state = 'due' order by id`,
        [ward],
      )
    ).map(({ kind }) => kind);

  it('of a linked officer becomes the answer of the case, once', async () => {
    await open();
    const event = reply('501', 'Đã cho người xuống dọn.');

    await pipeline.accept([event, event]);
    await pipeline.accept([event]);
    await pipeline.drain();

    expect(answers).toEqual([{ by: lan.name, caseId, body: 'Đã cho người xuống dọn.' }]);
    expect(await told()).toEqual(['answer_taken']);
  });

  it('of anybody else becomes none, and they are told once how to link', async () => {
    await open();

    await pipeline.accept([reply('999', 'xong'), reply('999', 'xong nhé'), reply('501', 'nhầm tin', '78')]);
    await pipeline.drain();

    expect(answers).toEqual([]);
    expect(await told()).toEqual(['link_help']);
  });

  it('of somebody who has left becomes none', async () => {
    await open();
    await test.database.systemQuery('update staff set disabled_at = now() where id = $1', [lan.staffId]);

    await pipeline.accept([reply('501', 'xong')]);
    await pipeline.drain();

    expect(answers).toEqual([]);
    expect(await told()).toEqual(['link_help']);
  });

  it('that is refused leaves nothing behind, is explained, and holds up nobody', async () => {
    const row = { status: 403, citizenText: 'errors.case_changed', log: 'info' } as const;
    await open(async (tx, { caseId: about }) => {
      await tx.query(`update citizen_case set version = 99 where id = $1`, [about]);
      throw new AppError('not_allowed_now', row);
    });

    await pipeline.accept([reply('501', 'xong'), eventOf('dan', 'menu')]);
    await pipeline.drain();

    const [stored] = await test.database.systemQuery('select version from citizen_case where id = $1', [
      caseId,
    ]);
    expect(stored).toEqual({ version: 1 });
    expect(await told()).toEqual(['answer_refused']);
    await expect.poll(() => pipeline.channel.sent.length, usual).toBeGreaterThan(0);
  });
});

describe('the code that links a chat', () => {
  it('works once, for a quarter of an hour, in any spelling of the word', async () => {
    const ward = await createTestWard(test.database, 'codes');
    const { speak } = await realWords();
    const seal = createSeal('x'.repeat(32));
    let now = Date.now();
    const clock = () => now;
    const pipeline = await openPipeline(test.database, {
      ward,
      staffEars: createStaffEars({ speak, seal, now: clock }),
    });
    const mai = await createTestStaff(test.database, { ward, name: 'Mai', role: 'lead' });
    const routes = createNoticeRoutes({
      ...{ db: test.database, seal, hasMail: false, now: clock },
      push: { keys: () => Promise.reject(new Error('not asked for')) },
      hasGroupAccount: () => true,
      isPushService: () => false,
    });
    const newCode = async () =>
      (await callRoute<{ code: string }>(routes, mai, 'POST /notices/telegram-code')).code;
    const says = async (who: string, text: string) => {
      const before = pipeline.channel.sent.length;
      await pipeline.arrive(who, text);
      await expect.poll(() => pipeline.channel.sent.length, usual).toBe(before + 1);
      return pipeline.channel.sent.at(-1)?.text ?? '';
    };

    const older = await newCode();
    const code = await newCode();
    expect(await says('a', `/lienket ${older}`)).toMatch(/không đúng hoặc đã hết hạn/);
    expect(await says('a', `/lienket@GanDanBot ${code.toLowerCase()}`)).toMatch(/Đã liên kết với Mai/);
    expect(await says('b', `/lienket ${code}`)).toMatch(/không đúng hoặc đã hết hạn/);
    const late = await newCode();
    now += 15 * 60_000 + 1;
    expect(await says('c', `liên kết ${late}`)).toMatch(/không đúng hoặc đã hết hạn/);
    const chats = await test.database.systemQuery(
      'select external_id as chat from staff_chat where staff_id = $1',
      [mai.staffId],
    );
    expect(chats).toEqual([{ chat: 'a' }]);
    expect(await callRoute(routes, mai, 'GET /notices/settings')).toMatchObject({
      telegram: { available: true, linked: true },
    });
    await pipeline.stop();
  });
});
