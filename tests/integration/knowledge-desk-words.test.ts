import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowsFrom } from '../../src/composition/catalog.ts';
import { knowledgeDeskDeps } from '../../src/composition/knowledge-desk.ts';
import type { KnowledgeList, WordsList } from '../../src/contracts/console/knowledge.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { WardId } from '../../src/core/ids.ts';
import {
  createKnowledgeDeskRoutes,
  createOwnWords,
  type KnowledgeDeskDeps,
} from '../../src/features/knowledge-desk/index.ts';
import { type OpenHouse, startOpenHouse } from '../support/open-house.ts';
import { openPipeline, type Pipeline } from '../support/pipeline.ts';
import { callRoute, createTestStaff } from '../support/staff.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { freePort } from '../support/test-redis.ts';
import { newWebChatClient } from '../support/web-chat/client.ts';

let test: TestDatabase;
let open: OpenHouse;
let dataDir: string;
let ward: WardId;
let neighbour: Pipeline;
let author: Actor;
let reviewer: Actor;
let desk: KnowledgeDeskDeps;

beforeAll(async () => {
  test = await openTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-words-'));
  open = await startOpenHouse(await freePort(), { DATABASE_URL: test.url, DATA_DIR: dataDir });
  ward = open.house.wards[0]?.id as WardId;
  author = await createTestStaff(test.database, { ward, name: 'Người Soạn', role: 'communications' });
  reviewer = await createTestStaff(test.database, { ward, name: 'Người Duyệt', role: 'approver' });
  desk = knowledgeDeskDeps(open.house);
  // Another ward of the same installation, whose process looks for wordings too.
  const theirs = await createTestWard(test.database, 'theirs');
  const own = createOwnWords(test.database);
  neighbour = await openPipeline(test.database, {
    ward: theirs,
    awake: false,
    flows: ({ current, speak }) =>
      flowsFrom(
        { book: current, speak },
        () => 'Phường Bên',
        (of) => own.of(of),
      ),
  });
  await own.refresh(theirs);
}, 120_000);
afterAll(async () => {
  await neighbour.stop();
  await open.stop();
  await test.close();
  await rm(dataDir, { recursive: true });
}, 60_000);

const call = <Answer>(by: Actor, address: string, body: unknown = {}, on = desk) =>
  callRoute<Answer>(createKnowledgeDeskRoutes(on), by, address, body);
const wording = (key: string, body: string) => ({
  kind: 'words',
  key,
  content: { title: 'Câu chào', asks: [], body, links: [] },
});

async function publish(text: object): Promise<number> {
  const { id } = await call<{ id: number }>(author, 'POST /knowledge', text);
  await call(author, `POST /knowledge/${id}/submit`);
  await call(reviewer, `POST /knowledge/${id}/approve`);
  return id;
}
const sentence = async (key: string, language = 'vi', on = desk) => {
  const flow = key.slice(0, key.indexOf('.'));
  const { sentences } = await call<WordsList>(author, `GET /knowledge/words?flow=${flow}`, {}, on);
  return sentences.find((one) => one.key === key && one.language === language);
};

type Client = Awaited<ReturnType<typeof newWebChatClient>>;

/** Says something and reads what the ward answers to it. */
async function says(client: Client, text: string): Promise<string> {
  const answered = async (): Promise<string[]> => {
    const { entries } = (await (await client.get('/history')).json()) as {
      entries: { from: string; text: string }[];
    };
    return entries.filter(({ from }) => from === 'ward').map((entry) => entry.text);
  };
  const before = (await answered()).length;
  await client.send({ kind: 'text', text });
  await expect
    .poll(async () => (await answered()).length, { timeout: 15_000, interval: 40 })
    .toBeGreaterThan(before);
  return (await answered()).slice(before).join('\n');
}
const newcomer = async (text: string) => says(await newWebChatClient(open.url), text);
const hears = (text: string) => expect.poll(() => newcomer(text), { timeout: 15_000, interval: 50 });

describe('a sentence in the ward’s own words', () => {
  const key = 'welcome.menu.text';
  const first = 'Bà con cần phường giúp việc gì ạ?';
  const second = 'Dạ, phường nghe bà con đây ạ!';

  it('is heard in the chat of that ward, not of another, and goes back version by version to the file’s', async () => {
    const file = (await sentence(key))?.file ?? '';
    const one = await publish(wording(key, first));
    await hears('menu').toContain(first);
    const two = await publish(wording(key, second));
    await hears('menu').toContain(second);
    await neighbour.arrive('lan', 'menu');
    await neighbour.drain();
    await expect.poll(() => neighbour.channel.sent.map(({ text }) => text).join('\n')).toContain(file);
    expect(neighbour.channel.sent.map(({ text }) => text).join('\n')).not.toContain(second);
    expect(await sentence(key)).toMatchObject({ own: { id: two, text: second }, pending: null, version: 2 });
    expect(await sentence(key, 'en')).toMatchObject({ own: null, version: 0 });

    await call(reviewer, `POST /knowledge/${two}/roll-back`);
    await hears('menu').toContain(first);
    await call(reviewer, `POST /knowledge/${one}/roll-back`);

    await hears('menu').toContain(file);
    expect(await sentence(key)).toMatchObject({ own: null, version: 2 });
  }, 60_000);

  it('is refused when it loses or invents a blank, is empty, cannot be told apart, or stands nowhere', async () => {
    const tries = [
      ['welcome.hello.text', 'Chào bà con.', 'wording_placeholders'],
      ['welcome.hello.text', '{{ward}} {{phone}}', 'wording_placeholders'],
      ['welcome.menu.text', '', 'wording_empty'],
      ['welcome.menu.options.find', 'GẶP CÁN BỘ', 'wording_label_taken'],
      ['welcome.menu.options.find', 'a'.repeat(101), 'wording_label_too_long'],
      ['welcome.nowhere.text', 'Chào', 'wording_unknown'],
    ] as const;
    for (const [at, body, code] of tries) {
      await expect(call(author, 'POST /knowledge', wording(at, body)), code).rejects.toMatchObject({ code });
    }
    const all = await call<WordsList>(author, 'GET /knowledge/words?flow=all&language=en');
    expect(new Set(all.sentences.map(({ language }) => language))).toEqual(new Set(['en']));
    expect(new Set(all.sentences.map((one) => one.key.split('.')[0]))).toEqual(
      new Set(all.flows.map(({ id }) => id)),
    );
    await expect(call(author, 'GET /knowledge/words?flow=nowhere')).rejects.toMatchObject({
      code: 'knowledge_not_found',
    });
  });

  it('is not approved when its label has been given to another option meanwhile', async () => {
    const label = 'Việc khác của phường';
    const waiting = await call<{ id: number }>(
      author,
      'POST /knowledge',
      wording('welcome.menu.options.post', label),
    );
    await call(author, `POST /knowledge/${waiting.id}/submit`);
    await publish(wording('welcome.menu.options.moved', label));

    await expect(call(reviewer, `POST /knowledge/${waiting.id}/approve`)).rejects.toMatchObject({
      code: 'wording_label_taken',
    });
  });

  it('is written by two at once without either losing a version, and only the first who saw the newest wins', async () => {
    const listed = (await call<WordsList>(author, 'GET /knowledge/words?flow=contacts')).sentences.find(
      ({ file, language }) => language === 'vi' && !file.includes('{{'),
    );
    const place = listed?.key ?? '';
    const tries = await Promise.allSettled(
      ['Bản của Lan.', 'Bản của Huệ.'].map((body) =>
        call<{ id: number }>(author, 'POST /knowledge', { ...wording(place, body), after: 0 }),
      ),
    );

    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'knowledge_changed' },
    });
    await call(author, 'POST /knowledge', { ...wording(place, 'Bản sau.'), after: 1 });
    const { texts } = await call<KnowledgeList>(author, `GET /knowledge?kind=words&key=${place}`);
    expect(texts.map(({ version, state }) => `${version} ${state}`)).toEqual(['2 draft', '1 replaced']);
  });

  it('stays live and is flagged when a release changes the file', async () => {
    const at = 'shared.sticker';
    const id = await publish(wording(at, 'Hình dễ thương quá ạ. Bà con nhắn chữ giúp tôi nhé.'));
    const book = desk.book();
    const vi = { ...book.shared.vi, sticker: 'Câu chữ của bản phát hành sau.' };
    const upgraded = { ...desk, book: () => ({ ...book, shared: { ...book.shared, vi } }) };

    expect(await sentence(at)).toMatchObject({ own: { id, fileChanged: false } });
    expect(await sentence(at, 'vi', upgraded)).toMatchObject({
      file: 'Câu chữ của bản phát hành sau.',
      own: { id, fileChanged: true, text: 'Hình dễ thương quá ạ. Bà con nhắn chữ giúp tôi nhé.' },
    });
    const { texts } = await call<KnowledgeList>(author, `GET /knowledge?key=${at}`, {}, upgraded);
    expect(texts).toMatchObject([{ id, state: 'live', fileChanged: true }]);
  });
});

it('a citizen in the middle of a flow goes on where they were, and hears the new words from then on', async () => {
  const client = await newWebChatClient(open.url);
  await says(client, 'tôi muốn phản ánh');
  const help = 'Bà con kể sao cũng được, phường ghi lại hết ạ.';

  await publish(wording('feedback.tell.help', help));

  await expect.poll(() => says(client, 'giúp tôi'), { timeout: 15_000, interval: 50 }).toContain(help);
  expect(await says(client, 'Đèn đường trước số nhà 12 khu phố 2 hư ba hôm nay')).not.toContain(help);
  const [row] = await test.database.systemQuery<{ flows: string[] }>(
    `select array(select f->>'flowId' from jsonb_array_elements(session->'stack') f) as flows
     from conversation where ward_id = $1 order by id desc limit 1`,
    [ward],
  );
  expect(row?.flows).toContain('feedback');
}, 60_000);
