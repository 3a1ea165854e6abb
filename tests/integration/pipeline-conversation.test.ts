import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBundle } from '../../src/catalog/flows/bundle.ts';
import { createFlowBook } from '../../src/catalog/flows/flow-book.ts';
import type { WardId } from '../../src/core/ids.ts';
import type { FlowBook, FlowBundle } from '../../src/engine/flow-book.ts';
import { type FlowsDeps, keepBundles } from '../../src/features/conversations/index.ts';
import { sweepDeliveries } from '../../src/features/deliveries/index.ts';
import {
  openPipeline,
  outboxOf,
  type Pipeline,
  realWords,
  refused,
  taken,
  until,
} from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'conversation');
});
afterAll(() => test.close());

const open = (more = {}) => openPipeline(test.database, { ward, awake: false, ...more });
const texts = async (pipeline: Pipeline) =>
  (await outboxOf(test.database, pipeline.account)).map(({ text }) => text);

async function say(pipeline: Pipeline, citizen: string, ...words: string[]): Promise<string> {
  for (const text of words) {
    await pipeline.arrive(citizen, text);
    await pipeline.drain();
  }
  return (await texts(pipeline)).at(-1) ?? '';
}

describe('who speaks', () => {
  it('is the officer alone while the officer speaks: the bot keeps silent and the events are handled', async () => {
    const pipeline = await open();
    await say(pipeline, 'an', 'xin hỏi một việc');
    const speak = (speaker: string) =>
      test.database.systemQuery(
        `update conversation c set speaker = $2 from identity i where i.id = c.id and i.account_id = $1`,
        [pipeline.account, speaker],
      );
    await speak('officer');
    await say(pipeline, 'an', 'cán bộ ơi', 'tôi cần gặp');
    expect(await texts(pipeline)).toHaveLength(1);
    const facts = await test.database.systemQuery(
      `select f.name from contact_fact f join identity i on i.id = f.conversation_id where i.account_id = $1`,
      [pipeline.account],
    );
    expect(facts.filter(({ name }) => name === 'to_officer')).toHaveLength(2);
    await speak('bot');
    expect(await say(pipeline, 'an', 'cảm ơn nhé bạn')).toContain('nghe: ');
    await pipeline.stop();
  });
});

describe('a flood', () => {
  it('is answered up to a limit, warned about once, then kept silent about; others are served', async () => {
    const pipeline = await open();
    const many = Array.from({ length: 50 }, (_, index) => `tin dồn số ${index} ạ`);
    await pipeline.arrive('an', ...many);
    await pipeline.arrive('binh', 'chỉ một câu ạ');
    await pipeline.drain();
    const rows = await outboxOf(test.database, pipeline.account);
    const toAn = rows.filter(({ to }) => to === 'an');
    expect(toAn.filter(({ text }) => text.includes('nghe:'))).toHaveLength(20);
    expect(toAn).toHaveLength(21);
    expect(rows.filter(({ to }) => to === 'binh')).toHaveLength(1);
    await pipeline.stop();
  });
});

describe('a citizen who blocks us', () => {
  it('is told nothing more, and is served again when they let us in', async () => {
    const pipeline = await open();
    await pipeline.arrive('an', 'xin hỏi một việc', { kind: 'blocked' });
    await pipeline.drain();
    pipeline.sender.signal(pipeline.account);
    await sweepDeliveries({ db: test.database, metrics: pipeline.metrics, wake: pipeline.sender.signal });
    expect(await outboxOf(test.database, pipeline.account)).toMatchObject([
      { state: 'permanent_failure', error: 'recipient_gone' },
    ]);
    await pipeline.arrive('an', { kind: 'unblocked' }, 'tôi quay lại đây');
    await pipeline.drain();
    pipeline.sender.signal(pipeline.account);
    await until(() => pipeline.channel.sent.length === 1);
    await pipeline.stop();
  });

  it('is reachable again as soon as they write, also when the platform never said so', async () => {
    const pipeline = await open();
    pipeline.channel.answer = () => refused('recipient_gone');
    await say(pipeline, 'an', 'xin hỏi một việc');
    pipeline.sender.signal(pipeline.account);
    await until(
      async () => (await outboxOf(test.database, pipeline.account))[0]?.state === 'permanent_failure',
    );
    const blocked = 'select blocked_at from identity where account_id = $1 and blocked_at is not null';
    await until(async () => (await test.database.systemQuery(blocked, [pipeline.account])).length > 0);
    pipeline.channel.answer = taken;
    await say(pipeline, 'an', 'tôi hỏi lại nhé');
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await outboxOf(test.database, pipeline.account)).at(-1)?.state === 'sent');
    await pipeline.stop();
  });
});

describe('a deployment in the middle of a conversation', () => {
  it('lets a session go on in the version that it began with; a new one gets the new version', async () => {
    const { book, find, changed, flows } = await oldAndNew();
    await keepBundles(test.database, book.current);
    const before = await open({ account: 'deployed' });
    await say(before, 'an', 'menu', '1');
    expect((await texts(before)).at(-1)).toBe(find.words.vi.steps.what?.text.trim());
    await before.stop();
    const after = await open({ account: 'deployed', flows });
    await say(after, 'an', 'trợ giúp');
    const stack = `select c.session->'stack'->0->>'version' as version from conversation c join identity i on i.id = c.id
      where i.account_id = $1 and i.external_id = $2`;
    expect(await test.database.systemQuery(stack, [after.account, 'an'])).toEqual([
      { version: find.version },
    ]);
    await say(after, 'binh', 'menu', '1');
    expect(await test.database.systemQuery(stack, [after.account, 'binh'])).toEqual([
      { version: changed.version },
    ]);
    await after.stop();
  });

  it('restarts politely when nobody knows the version any more, and answers', async () => {
    const pipeline = await open({ account: 'forgotten' });
    await say(pipeline, 'an', 'menu', '1');
    await test.database.systemQuery(
      `update conversation c set session = replace(session::text, session->'stack'->0->>'version', 'gone-version')::jsonb
       from identity i where i.id = c.id and i.account_id = $1`,
      [pipeline.account],
    );
    const { book } = await realWords();
    const answer = await say(pipeline, 'an', 'xin hỏi một việc khác');
    expect(answer).toContain(book.shared.vi.restarted.trim().slice(0, 20));
    await pipeline.stop();
  });

  it('reads a session of another program version as a new beginning', async () => {
    const pipeline = await open();
    await say(pipeline, 'an', 'menu');
    await test.database.systemQuery(
      `update conversation c set session = '{"spec": 99, "stack": "?"}' from identity i
       where i.id = c.id and i.account_id = $1`,
      [pipeline.account],
    );
    await say(pipeline, 'an', 'xin hỏi một việc');
    expect(await texts(pipeline)).toHaveLength(2);
    await pipeline.stop();
  });
});

/** The `find` flow as it is, and a deployment in which its question is worded anew. */
async function oldAndNew() {
  const { book } = await realWords();
  const find = book.find('find');
  const ask = find?.words.vi.steps.what;
  if (!find || !ask) throw new Error('the find flow has no step "what" any more: adapt this test');
  const vi = {
    ...find.words.vi,
    steps: { ...find.words.vi.steps, what: { ...ask, text: 'Câu hỏi đã đổi?' } },
  };
  const changed = createBundle(find.flow, { ...find.words, vi });
  const flows = (usual: FlowsDeps): FlowsDeps => {
    const current = replaced(book, changed);
    return { ...usual, current, withPinned: (pinned) => createFlowBook(current, pinned) };
  };
  return { book, find, changed, flows };
}

function replaced(book: FlowBook, bundle: FlowBundle): FlowBook {
  const current = book.current.map((one) => (one.id === bundle.id ? bundle : one));
  return createFlowBook({ ...book, current }, []);
}
