import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { knowledgeDeskDeps } from '../../src/composition/knowledge-desk.ts';
import type {
  KnowledgeList,
  KnowledgePreviews,
  ProcedureList,
  ProcedureView,
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
let author: Actor;
let reviewer: Actor;
let desk: KnowledgeDeskDeps;

beforeAll(async () => {
  test = await openTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-procedures-'));
  open = await startOpenHouse(await freePort(), { DATABASE_URL: test.url, DATA_DIR: dataDir });
  const ward = open.house.wards[0]?.id as WardId;
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

async function asks(question: string): Promise<string> {
  const client = await newWebChatClient(open.url);
  await client.send({ kind: 'text', text: question });
  let said = '';
  const read = async () => {
    const { entries } = (await (await client.get('/history')).json()) as {
      entries: { from: string; text: string }[];
    };
    said = entries
      .filter(({ from }) => from === 'ward')
      .map(({ text }) => text)
      .join('\n');
    return said;
  };
  await expect.poll(read, { timeout: 15_000, interval: 40 }).not.toBe('');
  return said;
}
const answers = (question: string) => expect.poll(() => asks(question), { timeout: 15_000, interval: 50 });

async function publish(text: object): Promise<number> {
  const { id } = await call<{ id: number }>(author, 'POST /knowledge', text);
  await call(author, `POST /knowledge/${id}/submit`);
  await call(reviewer, `POST /knowledge/${id}/approve`);
  return id;
}
/** Birth registration at the ward. */
const code = '1.001193';
const correction = (facts: object, key = code) => ({
  kind: 'procedure',
  key,
  content: { title: 'Đăng ký khai sinh', body: '', facts },
});

it('what a ward corrects of a procedure is told at once, goes back, and outlives a release that it is flagged by', async () => {
  const ask = 'lệ phí làm giấy khai sinh cho con';
  const published = await asks(ask);
  const one = await publish(correction({ fee: 'Phường thu 3.000 đồng tiền phôi.' }));
  await answers(ask).toContain('Phường thu 3.000 đồng tiền phôi.');
  const facts = { fee: 'Phường thôi thu tiền phôi.', where: 'Quầy số 9', note: 'Nhớ mang giấy chứng sinh.' };
  const two = await publish(correction(facts));

  await answers(ask).toContain(facts.fee);
  const overview = await asks('đăng ký khai sinh');
  for (const fact of Object.values(facts)) expect(overview).toContain(fact);

  const list = () => call<KnowledgeList>(author, 'GET /knowledge?kind=procedure&state=live');
  expect((await list()).texts).toMatchObject([
    { id: two, key: code, fileChanged: false, content: { facts } },
  ]);
  const upgraded = new Map(desk.procedures());
  const file = upgraded.get(code);
  if (!file) throw new Error('the procedure is not there');
  upgraded.set(code, { ...file, where: 'Nơi của bản phát hành sau' });
  const after = await call<KnowledgeList>(
    author,
    'GET /knowledge?kind=procedure&state=live',
    {},
    { ...desk, procedures: () => upgraded },
  );
  expect(after.texts).toMatchObject([{ id: two, fileChanged: true, content: { facts } }]);

  await call(reviewer, `POST /knowledge/${two}/roll-back`);
  await answers(ask).toContain('Phường thu 3.000 đồng tiền phôi.');
  await call(reviewer, `POST /knowledge/${one}/roll-back`);
  await answers(ask).toBe(published);
}, 60_000);

it('an imported procedure can be corrected too; one that nobody knows, or by nothing, cannot', async () => {
  const refused = (text: object) => call(author, 'POST /knowledge', text);
  await expect(refused(correction({ fee: '1 đồng' }, '9.999999'))).rejects.toMatchObject({
    code: 'procedure_unknown',
  });
  await expect(refused(correction({}))).rejects.toMatchObject({ code: 'procedure_no_facts' });
  await test.database.systemQuery(
    `insert into procedure (ward_id, code, name, record, content_hash, warnings)
     values ($1, '9.999999', 'Thủ tục thử', $2, 'mã một', '[]')`,
    [author.wardId, JSON.stringify({ code: '9.999999', name: 'Thủ tục thử' })],
  );
  await call(author, 'POST /knowledge', correction({ fee: '1 đồng' }, '9.999999'));
  const changed = async () =>
    (await call<KnowledgeList>(author, 'GET /knowledge?key=9.999999')).texts.map((one) => one.fileChanged);
  expect(await changed()).toEqual([false]);

  await test.database.systemQuery(`update procedure set content_hash = 'mã hai' where code = '9.999999'`);

  expect(await changed()).toEqual([true]);
  await test.database.systemQuery(`delete from procedure where code = '9.999999'`);
});

it('a corrected procedure is found by the words of its correction, until it goes back', async () => {
  const ask = 'phieu hong to dan pho so bon';
  expect(await asks(ask)).not.toContain('khai sinh');
  const id = await publish(correction({ note: 'Nhớ mang phiếu hồng của tổ dân phố số bốn.' }));

  await answers(ask).toMatch(/khai sinh/i);
  expect(await asks(ask)).toContain('phiếu hồng');

  await call(reviewer, `POST /knowledge/${id}/retire`);
  await answers(ask).not.toContain('phiếu hồng');
}, 60_000);

it('a procedure is found by its name without accents, by what people call it, and by its code', async () => {
  const found = async (q: string) =>
    (await call<ProcedureList>(author, `GET /knowledge/procedures?q=${encodeURIComponent(q)}`)).procedures;

  for (const q of ['dang ky khai sinh', 'Đăng ký KHAI SINH', 'giấy khai sinh', code])
    expect(await found(q)).toContainEqual(expect.objectContaining({ code, corrected: false }));
  expect(await found('không có thủ tục nào như thế')).toEqual([]);
  expect(await found('')).toEqual([]);
  await publish(correction({ fee: 'Không thu.' }));
  expect(await found(code)).toMatchObject([{ code, corrected: true }]);
});

it('what was published is shown part by part, whatever the ward corrected', async () => {
  const view = await call<ProcedureView>(author, `GET /knowledge/procedures/${code}`);

  expect(view).toMatchObject({ code, title: expect.stringMatching(/khai sinh/i) });
  for (const part of Object.values(view.published)) expect(part).not.toBe('');
  expect(JSON.stringify(view)).not.toContain('Không thu.');
  await expect(call(author, 'GET /knowledge/procedures/9.999999')).rejects.toMatchObject({
    code: 'procedure_unknown',
  });
});

it('a preview shows every corrected fact', async () => {
  const { content } = correction({ fee: 'Miễn phí', time: 'Trong ngày' });

  const { previews } = await call<KnowledgePreviews>(author, 'POST /knowledge/preview', { content });

  expect(previews[0]?.messages[0]?.text).toBe('Miễn phí\nTrong ngày');
});
