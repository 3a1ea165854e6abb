import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WardId } from '../../src/core/ids.ts';
import { listDead, replayDead } from '../../src/features/conversations/index.ts';
import { eventsOf, openPipeline, outboxOf, refuseAnswersWith } from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'failures');
});
afterAll(() => test.close());

const open = (more = {}) => openPipeline(test.database, { ward, awake: false, lanes: 1, ...more });
const texts = (rows: readonly { text: string }[]) => rows.map(({ text }) => /nghe: .*/.exec(text)?.[0]);

describe('an event that fails', () => {
  it('does not keep others of its batch from being answered', async () => {
    const mend = await refuseAnswersWith(test.database, 'hỏng1');
    const pipeline = await open();
    await pipeline.arrive('an', 'câu một ạ');
    await pipeline.arrive('binh', 'câu hỏng1 ạ');
    await pipeline.arrive('chi', 'câu ba ạ');
    await pipeline.drain();
    expect(texts(await outboxOf(test.database, pipeline.account))).toEqual([
      'nghe: câu một ạ',
      'nghe: câu ba ạ',
    ]);
    expect((await eventsOf(test.database, pipeline.account)).map(({ state }) => state)).toEqual([
      'done',
      'pending',
      'done',
    ]);
    await mend();
    await pipeline.stop();
  });

  it('is tried three times, then apologised for with its number and put on the list of the dead', async () => {
    const mend = await refuseAnswersWith(test.database, 'hỏng2');
    const pipeline = await open();
    await pipeline.arrive('an', 'câu hỏng2 ạ');
    for (let round = 1; round <= 3; round++) {
      expect((await eventsOf(test.database, pipeline.account))[0]).toMatchObject({
        state: 'pending',
        attempts: round - 1,
      });
      await pipeline.drain();
    }
    const [event] = await eventsOf(test.database, pipeline.account);
    expect(event).toMatchObject({ state: 'dead', attempts: 3 });
    const [apology, ...rest] = await outboxOf(test.database, pipeline.account);
    expect(rest).toEqual([]);
    expect(apology?.text).toContain(`#${event?.id}`);
    const dead = (await listDead(test.database, 100)).filter(
      ({ accountId }) => accountId === pipeline.account,
    );
    expect(dead).toMatchObject([{ id: event?.id, kind: 'text', attempts: 3 }]);
    expect(JSON.stringify(dead)).not.toContain('hỏng2');
    await mend();
    await pipeline.stop();
  });

  it('is answered when it is replayed after the fault was mended', async () => {
    const mend = await refuseAnswersWith(test.database, 'hỏng3');
    const pipeline = await open();
    await pipeline.arrive('an', 'câu hỏng3 ạ');
    for (let round = 1; round <= 3; round++) await pipeline.drain();
    await mend();
    const [event] = await eventsOf(test.database, pipeline.account);
    expect(await replayDead(test.database, [event?.id ?? 0])).toHaveLength(1);
    await pipeline.drain();
    const rows = await outboxOf(test.database, pipeline.account);
    expect(rows).toHaveLength(2);
    expect(rows[1]?.text).toContain('nghe: câu hỏng3 ạ');
    expect((await eventsOf(test.database, pipeline.account))[0]?.state).toBe('done');
    await pipeline.stop();
  });

  it('holds back later events of its own conversation, so that none is answered before it', async () => {
    const mend = await refuseAnswersWith(test.database, 'hỏng4');
    const pipeline = await open();
    await pipeline.arrive('an', 'câu hỏng4 ạ', 'câu sau ạ');
    await pipeline.arrive('binh', 'câu khác ạ');
    await pipeline.drain();
    expect(texts(await outboxOf(test.database, pipeline.account))).toEqual(['nghe: câu khác ạ']);
    await mend();
    await pipeline.drain();
    expect(texts(await outboxOf(test.database, pipeline.account))).toEqual([
      'nghe: câu khác ạ',
      'nghe: câu hỏng4 ạ',
      'nghe: câu sau ạ',
    ]);
    await pipeline.stop();
  });

  it('that throws in an ability is isolated just the same', async () => {
    const pipeline = await open({
      abilities: {
        search_knowledge: async (_context: unknown, args: { question?: unknown }) => {
          if (String(args.question).includes('nổ')) throw new Error('a bug');
          return { outcome: 'none', values: {} };
        },
      },
    });
    await pipeline.arrive('an', 'nổ tung rồi');
    await pipeline.arrive('binh', 'bình thường thôi');
    await pipeline.drain();
    expect((await eventsOf(test.database, pipeline.account)).map(({ state }) => state)).toEqual([
      'pending',
      'done',
    ]);
    await pipeline.stop();
  });

  it('is not blamed when PostgreSQL cuts the connection in the middle of its batch', async () => {
    let cuts = 2;
    const pipeline = await open({
      abilities: {
        search_knowledge: async (context: { tx: { query(text: string): Promise<unknown> } }) => {
          if (cuts-- > 0) await context.tx.query('select pg_terminate_backend(pg_backend_pid())');
          return { outcome: 'none', values: {} };
        },
      },
    });
    await test.database.systemQuery('grant pg_signal_backend to gan_dan_ward').catch(() => undefined);
    await pipeline.arrive('an', 'có ai đó không');
    for (let round = 1; round <= 3; round++) await pipeline.drain().catch(() => undefined);
    expect((await eventsOf(test.database, pipeline.account))[0]).toMatchObject({
      state: 'done',
      attempts: 0,
    });
    await pipeline.stop();
  });
});

describe('a turn', () => {
  it('leaves neither a session nor an answer when the answer cannot be written', async () => {
    const mend = await refuseAnswersWith(test.database, 'hỏng5');
    const pipeline = await open();
    await pipeline.arrive('an', 'câu hỏng5 ạ');
    await pipeline.drain();
    const count = `select (select count(*) from identity i where i.account_id = $1)::int as citizens,
      (select count(*) from message m where m.account_id = $1)::int as messages,
      (select count(*) from contact_fact f join identity i on i.id = f.conversation_id
       where i.account_id = $1)::int as facts`;
    expect(await test.database.systemQuery(count, [pipeline.account])).toEqual([
      { citizens: 0, messages: 0, facts: 0 },
    ]);
    await mend();
    await pipeline.stop();
  });

  it('is not said twice when its event is processed again after the commit', async () => {
    const pipeline = await open();
    await pipeline.arrive('an', 'câu một ạ');
    await pipeline.drain();
    // As after a crash between the commit and anything that would have noted it elsewhere.
    await test.database.systemQuery(`update inbound_event set state = 'pending' where account_id = $1`, [
      pipeline.account,
    ]);
    await pipeline.drain();
    expect(await outboxOf(test.database, pipeline.account)).toHaveLength(1);
    await pipeline.stop();
  });
});
