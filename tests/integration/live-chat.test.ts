import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadPersonalDataLaw } from '../../src/catalog/load-personal-data-law.ts';
import { secretFlows } from '../../src/composition/secret-flows.ts';
import type { ConversationDetail, ConversationList } from '../../src/contracts/console/conversations.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { WardId } from '../../src/core/ids.ts';
import { createHandoffAbilities } from '../../src/features/handoff/index.ts';
import {
  createLiveChatRoutes,
  handBackSilent,
  type LiveChatDeps,
} from '../../src/features/live-chat/index.ts';
import { createPrivacyAbilities } from '../../src/features/privacy/index.ts';
import {
  lanesOfTests,
  openPipeline,
  outboxOf,
  type Pipeline,
  realWords,
  until,
} from '../support/pipeline.ts';
import { callRoute, createTestOffice, createTestStaff } from '../support/staff.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
let lan: Actor;
let minh: Actor;
let pipeline: Pipeline;
let live: LiveChatDeps;
let clock = 0;
const heardBy: string[] = [];

beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'live');
  const office = await createTestOffice(test.database, ward, 'Một cửa');
  lan = await createTestStaff(test.database, { ward, name: 'Trần Thị Lan', role: 'officer', office });
  minh = await createTestStaff(test.database, { ward, name: 'Lê Văn Minh', role: 'officer', office });
  test.database.listen('staff_live', (payload) => heardBy.push(payload));
});
afterAll(() => test.close());
afterEach(() => pipeline.stop());

async function open(options: Partial<Parameters<typeof openPipeline>[1]> = {}): Promise<void> {
  const { speak } = await realWords();
  pipeline = await openPipeline(test.database, {
    ward,
    abilities: {
      ...createHandoffAbilities({ speak }),
      ...createPrivacyAbilities({ law: await loadPersonalDataLaw('content'), speak }),
    },
    ...options,
  });
  const { account, channel } = pipeline;
  clock = 0;
  live = {
    db: test.database,
    speak,
    lanes: lanesOfTests,
    secretFlows,
    accountOf: (id) =>
      id === account
        ? { id, channel, settings: options.settings ?? {}, bucket: String(id), sendsPerSecond: 1000 }
        : undefined,
    readPhoto: async () => Buffer.from('photo'),
    now: () => Date.now() + clock,
  };
}

const call = <Answer>(actor: Actor, address: string, body?: unknown) =>
  callRoute<Answer>(createLiveChatRoutes(live), actor, address, body);
const said = () => pipeline.channel.sent.map(({ text }) => text);
const idOf = async (citizen: string): Promise<number> => {
  const [row] = await test.database.systemQuery<{ id: number }>(
    'select id::int from identity where account_id = $1 and external_id = $2',
    [pipeline.account, citizen],
  );
  return row?.id ?? 0;
};
const message = (text: string, id: string = randomUUID()) => ({ id, text });
async function hears(count: number): Promise<string[]> {
  pipeline.wakeUps.account(pipeline.account);
  await until(() => said().length >= count);
  return said();
}

/** A citizen who is in the middle of a flow and asks for a person. */
async function asks(citizen: string): Promise<number> {
  for (const words of ['tra cứu hồ sơ', 'gặp cán bộ', 'Hỏi về sổ đỏ']) {
    const before = said().length;
    await pipeline.arrive(citizen, words);
    await hears(before + 1);
  }
  const id = await idOf(citizen);
  // What an officer said to somebody else may have been the message that was waited for.
  await until(async () => {
    const waiting = await test.database.systemQuery(
      `select 1 from handoff_request where conversation_id = $1 and state = 'open'`,
      [id],
    );
    return waiting.length > 0;
  });
  return id;
}

describe('a chat that an officer takes over', () => {
  it('waits in the list, is taken once, and the citizen is told who talks', async () => {
    await open();
    const id = await asks('an');
    const before = await call<ConversationList>(lan, 'GET /conversations');

    const answers = await Promise.all([
      call(lan, `POST /conversations/${id}/take`),
      call(minh, `POST /conversations/${id}/take`),
    ]);

    expect(before.conversations).toMatchObject([
      { id, speaker: 'bot', lastText: 'Hỏi về sổ đỏ', canWrite: true, windowClosesAt: null },
    ]);
    const [winner, loser] = answers.map((answer) => (answer as { outcome: string }).outcome).sort();
    expect([winner, loser]).toEqual(['taken', 'talking']);
    const first = answers.findIndex((answer) => (answer as { outcome: string }).outcome === 'talking');
    const name = [lan, minh][first]?.name ?? '';
    expect(answers[1 - first]).toEqual({ outcome: 'taken', by: name });
    expect((await hears(4)).slice(3)).toEqual([
      expect.stringContaining(`${name} (Bộ phận Một cửa, Phường live)`),
    ]);
    expect(await call([lan, minh][first] as Actor, `POST /conversations/${id}/take`)).toEqual({
      outcome: 'talking',
      by: null,
    });
    expect((await outboxOf(test.database, pipeline.account)).length).toBe(4);
    const facts = await test.database.systemQuery(
      `select name from contact_fact where conversation_id = $1 and name like 'officer_%'`,
      [id],
    );
    expect(facts).toEqual([{ name: `officer_took:${[lan, minh][first]?.staffId}` }]);
  });

  it('is heard by the officer alone: words, commands and buttons', async () => {
    await open();
    const id = await asks('binh');
    await call(lan, `POST /conversations/${id}/take`);
    await hears(4);
    heardBy.length = 0;

    await pipeline.arrive('binh', 'menu', 'lệ phí khai sinh bao nhiêu', '1', 'gặp cán bộ', {
      kind: 'choice',
      choiceId: 'menu',
      label: 'Danh mục',
    });
    await pipeline.drain();

    const { turns } = await call<ConversationDetail>(lan, `GET /conversations/${id}`);
    expect(said()).toHaveLength(4);
    expect(turns.slice(-5).map(({ from, text }) => `${from}: ${text}`)).toEqual([
      'citizen: menu',
      'citizen: lệ phí khai sinh bao nhiêu',
      'citizen: 1',
      'citizen: gặp cán bộ',
      'citizen: Danh mục',
    ]);
    await until(() => heardBy.includes(JSON.stringify({ ward, kind: 'conversation', id })));
  });

  it('goes both ways, each message once however often it is sent, and shows what became of it', async () => {
    await open();
    const id = await asks('cuc');
    await call(lan, `POST /conversations/${id}/take`);
    const words = message('Dạ sổ đỏ nhà mình đã in xong, mời anh ghé quầy số 3.');

    await Promise.all([1, 2, 3].map(() => call(lan, `POST /conversations/${id}/messages`, words)));

    expect((await hears(5)).slice(4)).toEqual([words.text]);
    await pipeline.arrive('cuc', 'Cảm ơn em, CCCD anh là 001090000001');
    await pipeline.drain();
    await until(async () =>
      (await outboxOf(test.database, pipeline.account)).every(({ state }) => state === 'sent'),
    );
    const detail = await call<ConversationDetail>(lan, `GET /conversations/${id}`);
    expect(detail.turns.slice(-2)).toMatchObject([
      { from: 'officer', by: lan.name, text: words.text, state: 'sent', clientId: words.id },
      { from: 'citizen', text: 'Cảm ơn em, CCCD anh là 001*******01', state: null },
    ]);
    expect(detail).toMatchObject({ speaker: 'officer', officer: { name: lan.name }, topic: 'Hỏi về sổ đỏ' });
    expect(detail.waiting).toBe(detail.turns.at(-1)?.at ?? 0);
  });

  it('is paged back in time without a gap', async () => {
    await open();
    const id = await asks('cong');
    const whole = await call<ConversationDetail>(lan, `GET /conversations/${id}`);

    const collected: string[] = [];
    let page = await call<ConversationDetail>(lan, `GET /conversations/${id}?limit=2`);
    collected.unshift(...page.turns.map((turn) => turn.id));
    while (page.before) {
      page = await call<ConversationDetail>(lan, `GET /conversations/${id}?limit=2&before=${page.before}`);
      collected.unshift(...page.turns.map((turn) => turn.id));
    }

    expect(whole.turns).toHaveLength(6);
    expect(collected).toEqual(whole.turns.map((turn) => turn.id));
  });

  it('still tells the emergency numbers, and keeps the right to be left alone', async () => {
    await open();
    const id = await asks('dung');
    await call(lan, `POST /conversations/${id}/take`);
    await hears(4);

    await pipeline.arrive('dung', 'cháy nhà rồi cứu với', 'ngừng nhận tin');

    const answers = (await hears(6)).slice(4);
    expect(answers[0]).toMatch(/114/);
    expect(answers[1]).toMatch(/ngừng|dừng/i);
    const [row] = await test.database.systemQuery(
      `select i.opted_out_at is not null as out, c.speaker from identity i join conversation c on c.id = i.id
       where i.id = $1`,
      [id],
    );
    expect(row).toEqual({ out: true, speaker: 'officer' });
  });

  it('ends with an erasure, which leaves nothing for the officer', async () => {
    await open();
    const id = await asks('giang');
    await call(lan, `POST /conversations/${id}/take`);
    await hears(4);
    await pipeline.arrive('giang', 'xóa dữ liệu');
    await hears(5);

    await pipeline.arrive('giang', 'có');
    await hears(6);

    await expect(call(lan, `GET /conversations/${id}`)).rejects.toMatchObject({
      code: 'conversation_not_found',
    });
    await expect(call(lan, `POST /conversations/${id}/messages`, message('còn đó không'))).rejects.toThrow();
  });

  it('goes back to the bot, whose question stands where it stood', async () => {
    await open();
    await pipeline.arrive('hoa', 'English', 'look up my dossier');
    await hears(2);
    await pipeline.arrive('hoa', 'gặp cán bộ');
    await hears(3);
    await pipeline.arrive('hoa', 'Land title');
    await hears(4);
    const id = await idOf('hoa');
    const session = async () =>
      (await test.database.systemQuery('select session from conversation where id = $1', [id]))[0];
    const before = await session();
    await call(lan, `POST /conversations/${id}/take`);
    await pipeline.arrive('hoa', 'hello', 'menu');
    await pipeline.drain();

    const ended = await call(lan, `POST /conversations/${id}/hand-back`);

    expect(ended).toEqual({ outcome: 'handed_back' });
    expect(await session()).toEqual(before);
    const texts = await hears(6);
    expect(texts[4]).toMatch(/Trần Thị Lan .* answers you in person/);
    expect(texts[5]).toMatch(/the assistant is back/);
    expect(await call<ConversationList>(lan, 'GET /conversations')).toMatchObject({
      conversations: expect.not.arrayContaining([expect.objectContaining({ id })]),
    });
    await pipeline.arrive('hoa', 'menu');
    expect(await hears(7)).toHaveLength(7);
    await expect(call(lan, `POST /conversations/${id}/messages`, message('?'))).rejects.toMatchObject({
      code: 'not_talking',
    });
  });

  it('is ended by its officer, a lead or the desk only, and settled without a talk', async () => {
    await open();
    const id = await asks('khanh');
    await call(lan, `POST /conversations/${id}/take`);
    const lead = await createTestStaff(test.database, { ward, name: 'Trưởng', role: 'lead' });

    await expect(call(minh, `POST /conversations/${id}/hand-back`)).rejects.toMatchObject({
      code: 'not_yours_to_end',
    });
    expect(await call(lead, `POST /conversations/${id}/hand-back`)).toEqual({ outcome: 'handed_back' });
    expect(await call(lead, `POST /conversations/${id}/hand-back`)).toEqual({ outcome: 'nothing' });
    const other = await asks('khoi');
    expect(await call(minh, `POST /conversations/${other}/hand-back`)).toEqual({ outcome: 'closed' });
  });

  it('goes back by itself after a silence; whoever still waits stays in the list', async () => {
    await open();
    const quiet = await asks('linh');
    await call(lan, `POST /conversations/${quiet}/take`);
    await call(lan, `POST /conversations/${quiet}/messages`, message('Anh cần gì thêm không ạ?'));
    const waiting = await asks('long');
    await call(minh, `POST /conversations/${waiting}/take`);
    await pipeline.arrive('long', 'Anh ơi cho hỏi thêm');
    await pipeline.drain();
    clock = 29 * 60_000;
    expect(await handBackSilent(live, ward)).toBe(0);
    clock = 31 * 60_000;

    await Promise.all([handBackSilent(live, ward), handBackSilent(live, ward)]);

    expect(await handBackSilent(live, ward)).toBe(0);
    pipeline.wakeUps.account(pipeline.account);
    const backs = await until(() => {
      const found = said().filter((text) => /trợ lý tự động (lại )?tiếp/.test(text));
      return found.length === 2 ? found : null;
    });
    expect(backs.sort()).toEqual([
      expect.stringMatching(/^Cán bộ chưa kịp/),
      expect.stringMatching(/^Đã lâu/),
    ]);
    const { conversations } = await call<ConversationList>(lan, 'GET /conversations');
    expect(conversations.map(({ id }) => id)).toContain(waiting);
    expect(conversations.map(({ id }) => id)).not.toContain(quiet);
  });
});

describe('a chat that cannot be written to', () => {
  it('is refused with its reason when the window has closed, and not when a template is there', async () => {
    await open({ capabilities: { replyWindowHours: 24, templates: true } });
    const id = await asks('mai');
    await call(lan, `POST /conversations/${id}/take`);
    clock = 25 * 3_600_000;

    await expect(call(lan, `POST /conversations/${id}/messages`, message('x'))).rejects.toMatchObject({
      code: 'window_closed',
    });
    const row = (await call<ConversationList>(lan, 'GET /conversations')).conversations.find(
      (one) => one.id === id,
    );
    expect(row).toMatchObject({ canWrite: false, windowClosesAt: null });
    const accountOf = live.accountOf;
    live = {
      ...live,
      accountOf: (account) => {
        const known = accountOf(account);
        return known && { ...known, settings: { templates: { officer: { id: '310', data: {} } } } };
      },
    };
    expect(await call(lan, `POST /conversations/${id}/messages`, message('x'))).toEqual({ accepted: true });
  });

  it('is not taken when the citizen has blocked the account', async () => {
    await open();
    const id = await asks('nam');
    await pipeline.arrive('nam', { kind: 'blocked' });
    await pipeline.drain();

    await expect(call(lan, `POST /conversations/${id}/take`)).rejects.toMatchObject({
      code: 'citizen_blocked',
    });
  });

  it('is not shown to another ward, nor when nobody asked for a person', async () => {
    await open();
    const id = await asks('oanh');
    await pipeline.arrive('phuc', 'menu');
    await hears(4);
    const elsewhere = await createTestWard(test.database, `next-${randomUUID().slice(0, 8)}`);
    const stranger = await createTestStaff(test.database, {
      ward: elsewhere,
      name: 'Khách',
      role: 'approver',
    });

    const unknown = { code: 'conversation_not_found' };
    await expect(call(stranger, `GET /conversations/${id}`)).rejects.toMatchObject(unknown);
    await expect(call(stranger, `POST /conversations/${id}/take`)).rejects.toMatchObject(unknown);
    await expect(call(lan, `GET /conversations/${await idOf('phuc')}`)).rejects.toMatchObject(unknown);
    await expect(call(lan, 'GET /conversations/x')).rejects.toMatchObject(unknown);
  });

  it('keeps what a citizen said about a denunciation from all but the chair', async () => {
    await open();
    await pipeline.arrive('tam', 'tôi muốn tố cáo ông Nguyễn Văn Mẫu nhận tiền');
    await hears(1);
    const id = await asks('tam');
    const chair = await createTestStaff(test.database, { ward, name: 'Chủ tịch', role: 'approver' });

    const seenBy = async (actor: Actor) => {
      const { turns } = await call<ConversationDetail>(actor, `GET /conversations/${id}`);
      return turns.filter(({ from }) => from === 'citizen')[0];
    };

    expect(await seenBy(lan)).toMatchObject({ kind: 'withheld', text: '' });
    expect(await seenBy(chair)).toMatchObject({ kind: 'text', text: expect.stringContaining('tố cáo') });
  });

  it('shows the photos of the conversation, and no other', async () => {
    await open();
    const id = await asks('quang');
    await pipeline.arrive('quang', { kind: 'photo', file: { id: 'f1' }, caption: 'ổ gà' });
    await pipeline.drain();
    const { turns } = await call<ConversationDetail>(lan, `GET /conversations/${id}`);
    const photo = turns.find(({ kind }) => kind === 'photo')?.photos[0];

    const file = await call<{ mime: string; bytes: Uint8Array }>(
      lan,
      `GET /conversations/${id}/photos/${photo}`,
    );

    expect(file).toMatchObject({ mime: 'image/jpeg', bytes: Buffer.from('photo') });
    await expect(call(lan, `GET /conversations/${id}/photos/1`)).rejects.toMatchObject({
      code: 'photo_gone',
    });
  });
});

describe('a process that dies', () => {
  it('between the taking and the sending tells the citizen once, after another has started', async () => {
    await open();
    const id = await asks('son');
    await pipeline.stop();
    await call(lan, `POST /conversations/${id}/take`);
    const [account] = await test.database.systemQuery<{ name: string }>(
      'select external_id as name from channel_account where id = $1',
      [pipeline.account],
    );

    await open({ account: account?.name ?? '' });
    await call(lan, `POST /conversations/${id}/take`);

    expect(await hears(1)).toEqual([expect.stringContaining('trực tiếp trả lời')]);
    await pipeline.drain();
    expect(said()).toHaveLength(1);
  });
});
