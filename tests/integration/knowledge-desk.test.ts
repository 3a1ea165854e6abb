import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knowledgeDeskDeps } from '../../src/composition/knowledge-desk.ts';
import type {
  KnowledgeList,
  KnowledgePreviews,
  QuestionList,
} from '../../src/contracts/console/knowledge.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { WardId } from '../../src/core/ids.ts';
import {
  createKnowledgeDeskRoutes,
  type KnowledgeDeskDeps,
} from '../../src/features/knowledge-desk/index.ts';
import { type OpenHouse, startOpenHouse } from '../support/open-house.ts';
import { callRoute, createTestStaff } from '../support/staff.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { freePort } from '../support/test-redis.ts';
import { newWebChatClient } from '../support/web-chat/client.ts';

let test: TestDatabase;
let open: OpenHouse;
let dataDir: string;
let ward: WardId;
let author: Actor;
let reviewer: Actor;
let desk: KnowledgeDeskDeps;

beforeAll(async () => {
  test = await openTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-desk-'));
  open = await startOpenHouse(await freePort(), { DATABASE_URL: test.url, DATA_DIR: dataDir });
  ward = open.house.wards[0]?.id as WardId;
  author = await createTestStaff(test.database, { ward, name: 'Người Soạn', role: 'communications' });
  reviewer = await createTestStaff(test.database, { ward, name: 'Người Duyệt', role: 'approver' });
  desk = knowledgeDeskDeps(open.house);
}, 120_000);
afterAll(async () => {
  await open.stop();
  await test.close();
  await rm(dataDir, { recursive: true });
}, 60_000);

const call = <Answer>(by: Actor, address: string, body: unknown = {}, on = desk) =>
  callRoute<Answer>(createKnowledgeDeskRoutes(on), by, address, body);
const texts = async (query = '') => (await call<KnowledgeList>(author, `GET /knowledge${query}`)).texts;

/** What a newcomer to the web chat is answered. */
async function asks(question: string): Promise<string> {
  const client = await newWebChatClient(open.url);
  await client.send({ kind: 'text', text: question });
  let said: string[] = [];
  await expect
    .poll(
      async () => {
        const { entries } = (await (await client.get('/history')).json()) as {
          entries: { from: string; text: string }[];
        };
        said = entries.filter(({ from }) => from === 'ward').map(({ text }) => text);
        return said.length;
      },
      { timeout: 15_000, interval: 40 },
    )
    .toBeGreaterThan(0);
  return said.join('\n');
}

/** Found in search within a moment, by the notification and not by the sweep. */
const answers = (question: string) => expect.poll(() => asks(question), { timeout: 15_000, interval: 50 });

/** Writes, submits and approves; returns the version's id. */
async function publish(text: object): Promise<number> {
  const { id } = await call<{ id: number }>(author, 'POST /knowledge', text);
  await call(author, `POST /knowledge/${id}/submit`);
  await call(reviewer, `POST /knowledge/${id}/approve`);
  return id;
}

describe('a question that nobody could answer', () => {
  const question = 'Sân bóng chuyền mở cửa tới mấy giờ đêm';
  const body = 'Sân bóng chuyền khu phố 3 mở tới 21 giờ 30 hằng đêm.';

  it('is drafted, reviewed by a second person, answered with and without accents, and gone when rolled back', async () => {
    expect(await asks(question)).toMatch(/chưa có câu trả lời/);
    await asks('san bong chuyen mo cua toi may gio dem?');
    const { questions } = await call<QuestionList>(author, 'GET /questions');
    const asked = questions.find((one) => one.question === question);
    expect(asked).toMatchObject({ timesAsked: 2, state: 'open', knowledgeId: null });

    const draft = await call<{ id: number }>(author, `POST /questions/${asked?.id}/draft`);
    expect(await call(reviewer, `POST /questions/${asked?.id}/draft`)).toEqual(draft);
    await expect(call(author, `POST /knowledge/${draft.id}/submit`)).rejects.toMatchObject({
      code: 'knowledge_no_answer',
    });
    const [row] = await texts('?state=draft');
    const written = await call<{ id: number }>(author, 'POST /knowledge', {
      kind: 'faq',
      key: row?.key,
      content: { ...row?.content, body },
    });
    await call(author, `POST /knowledge/${written.id}/submit`);
    await expect(call(author, `POST /knowledge/${written.id}/approve`)).rejects.toMatchObject({
      code: 'knowledge_own_review',
    });
    expect(await asks(question)).not.toContain(body);
    await call(reviewer, `POST /knowledge/${written.id}/approve`, { words: 'Tốt' });

    await answers(question).toContain(body);
    await answers('san bong chuyen mo cua toi may gio dem').toContain(body);
    await answers('cho em hỏi sân bóng chuyền của phường mấy giờ đóng cửa vậy ạ').toContain(body);
    const states = async () =>
      (await texts(`?key=${row?.key}`)).map(({ version, state }) => `${version} ${state}`);
    expect(await states()).toEqual(['2 live', '1 replaced']);
    expect((await call<QuestionList>(author, 'GET /questions?state=answered')).questions).toMatchObject([
      { id: asked?.id, knowledgeId: written.id },
    ]);

    await call(reviewer, `POST /knowledge/${written.id}/roll-back`);

    await answers(question).not.toContain(body);
    expect(await states()).toEqual(['2 retired', '1 replaced']);
    expect((await call<QuestionList>(author, 'GET /questions')).questions).toMatchObject([{ id: asked?.id }]);
  }, 60_000);

  it('can be dismissed', async () => {
    await asks('Bao giờ thì mưa đá ở sao Hỏa');
    const { questions } = await call<QuestionList>(author, 'GET /questions');
    const id = questions.find(({ question: words }) => words.includes('sao Hỏa'))?.id;

    await call(author, `POST /questions/${id}/dismiss`);

    expect((await call<QuestionList>(author, 'GET /questions?state=dismissed')).questions).toMatchObject([
      { id },
    ]);
    await expect(call(author, 'POST /questions/999999/dismiss')).rejects.toMatchObject({
      code: 'knowledge_not_found',
    });
  });
});

describe('versions of a text', () => {
  it('follow each other, go back one by one, and end', async () => {
    const content = (body: string) => ({ title: 'Mượn nhà văn hóa khu phố', asks: [], body, links: [] });
    const first = await publish({
      kind: 'faq',
      key: 'muon-nha-van-hoa',
      content: content('Gặp trưởng khu phố.'),
    });
    const second = await publish({
      kind: 'faq',
      key: 'muon-nha-van-hoa',
      content: content('Đăng ký trên mạng.'),
    });
    await answers('mượn nhà văn hóa khu phố').toContain('Đăng ký trên mạng.');

    await call(reviewer, `POST /knowledge/${second}/roll-back`);
    await answers('mượn nhà văn hóa khu phố').toContain('Gặp trưởng khu phố.');
    await expect(call(reviewer, `POST /knowledge/${second}/roll-back`)).rejects.toMatchObject({
      code: 'knowledge_not_now',
    });
    await call(reviewer, `POST /knowledge/${first}/retire`);

    await answers('mượn nhà văn hóa khu phố').not.toContain('Gặp trưởng khu phố.');
    expect((await texts('?key=muon-nha-van-hoa')).map(({ state }) => state)).toEqual(['retired', 'retired']);
  }, 60_000);

  it('come back to their author with a reason, and can be laid before a reviewer again', async () => {
    const content = { title: 'Giờ đóng cổng chợ', asks: [], body: '18 giờ.', links: [] };
    const { id } = await call<{ id: number }>(author, 'POST /knowledge', { kind: 'faq', content });
    await call(author, `POST /knowledge/${id}/submit`);
    await call(reviewer, `POST /knowledge/${id}/reject`, { words: 'Nêu cả ngày lễ' });
    const [row] = await texts('?state=rejected');

    await call(author, `POST /knowledge/${id}/submit`);

    expect(row).toMatchObject({ id, reviewWords: 'Nêu cả ngày lễ', reviewer: { name: 'Người Duyệt' } });
    expect(row?.key).toMatch(/^gio-dong-cong-cho-[a-z0-9]+$/);
    expect((await texts('?state=waiting')).map((one) => one.id)).toEqual([id]);
  });

  it('are approved once by two who click at the same time, and are live once', async () => {
    const content = { title: 'Xin số nhà', asks: [], body: 'Đến quầy 2.', links: [] };
    const { id } = await call<{ id: number }>(author, 'POST /knowledge', { kind: 'faq', content });
    await call(author, `POST /knowledge/${id}/submit`);

    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => call(reviewer, `POST /knowledge/${id}/approve`)),
    );

    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('may be approved by their author where nobody else could', async () => {
    await test.database.systemQuery('update staff set disabled_at = now() where id = $1', [reviewer.staffId]);
    const content = { title: 'Mượn loa kéo', asks: [], body: 'Không cho mượn.', links: [] };
    const { id } = await call<{ id: number }>(author, 'POST /knowledge', { kind: 'faq', content });
    await call(author, `POST /knowledge/${id}/submit`);

    await call(author, `POST /knowledge/${id}/approve`);

    expect((await texts('?state=live')).map((one) => one.id)).toContain(id);
    await test.database.systemQuery('update staff set disabled_at = null where id = $1', [reviewer.staffId]);
  });
});

describe('a guide of the starter pack', () => {
  it('is replaced by the ward’s own, flagged when a release changes the file, and comes back', async () => {
    const { files } = await call<KnowledgeList>(author, 'GET /knowledge?kind=guide');
    const file = files.find(({ key }) => key === 'tim-bien-lai');
    if (!file) throw new Error('the guide is not there');
    const body = 'Biên lai của phường ta nằm ở quầy số 9.';
    const id = await publish({ kind: 'guide', key: file.key, content: { ...file.content, body } });
    const ask = 'tôi làm mất biên lai thu tiền của phường';

    await answers(ask).toContain(body);
    expect(await texts('?kind=guide')).toMatchObject([{ id, fileChanged: false }]);
    expect(
      (await call<KnowledgeList>(author, 'GET /knowledge?kind=guide')).files.map(({ key }) => key),
    ).not.toContain(file.key);
    const upgraded = new Map(desk.files());
    upgraded.set(file.key, { id: file.key, ...file.content, body: 'Câu chữ của bản phát hành sau.' });
    const later = { ...desk, files: () => upgraded };
    const seen = () => call<KnowledgeList>(author, `GET /knowledge?key=${file.key}`, {}, later);
    expect(await seen()).toMatchObject({
      texts: [{ id, state: 'live', fileChanged: true, content: { body } }],
      original: { body: 'Câu chữ của bản phát hành sau.' },
    });
    await call(reviewer, `POST /knowledge/${id}/keep`, {}, later);
    expect((await seen()).texts).toMatchObject([
      { id, state: 'live', fileChanged: false, content: { body } },
    ]);

    await call(reviewer, `POST /knowledge/${id}/retire`);
    await answers(ask).toContain('Đóng tiền thì phải có biên lai');
  }, 60_000);
});

describe('a preview', () => {
  it('shows the text as each channel would', async () => {
    const content = {
      title: 'Nộp phạt',
      asks: [],
      body: `${'Câu này dài. '.repeat(400)}Hết.`,
      links: [{ label: 'Cổng', url: 'https://dichvucong.gov.vn' }],
    };

    const { previews } = await call<KnowledgePreviews>(author, 'POST /knowledge/preview', { content });

    expect(previews.map(({ channel }) => channel)).toContain('web-chat');
    const [web] = previews;
    expect(web?.messages.map(({ text }) => text).join(' ')).toMatch(/Hết\.$/);
    expect(web?.messages.at(-1)?.buttons).toEqual([{ label: 'Cổng', url: 'https://dichvucong.gov.vn' }]);
  });
});
