import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WardId } from '../../src/core/ids.ts';
import { eventOf, eventsOf, openPipeline, outboxOf, until } from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'order');
});
afterAll(() => test.close());

describe('an event', () => {
  it('is stored and answered once though it is delivered twice', async () => {
    const pipeline = await openPipeline(test.database, { ward });
    const event = eventOf('lan', 'một lần thôi', 'event-1');
    await pipeline.accept([event]);
    await until(() => pipeline.channel.sent.length > 0);
    await pipeline.accept([event]);
    await pipeline.drain();
    await pipeline.stop();
    expect(await eventsOf(test.database, pipeline.account)).toHaveLength(1);
    expect(pipeline.channel.sent).toHaveLength(1);
  });

  it('is stored once though it is delivered many times at the same moment, to two processes', async () => {
    const one = await openPipeline(test.database, { ward, account: 'twice' });
    const two = await openPipeline(test.database, { ward, account: 'twice' });
    const event = eventOf('minh', 'cùng lúc', 'event-2');
    await Promise.all(Array.from({ length: 30 }, (_, index) => (index % 2 ? one : two).accept([event])));
    await until(async () =>
      (await outboxOf(test.database, one.account)).some(({ state }) => state === 'sent'),
    );
    await Promise.all([one.stop(), two.stop()]);
    expect(await eventsOf(test.database, one.account)).toHaveLength(1);
    expect([...one.channel.sent, ...two.channel.sent]).toHaveLength(1);
  });

  it('of another account may have the same id', async () => {
    const one = await openPipeline(test.database, { ward });
    const two = await openPipeline(test.database, { ward });
    for (const pipeline of [one, two]) await pipeline.accept([eventOf('ha', 'xin hỏi', 'same-id')]);
    for (const pipeline of [one, two]) {
      expect(await eventsOf(test.database, pipeline.account)).toHaveLength(1);
      await pipeline.stop();
    }
  });
});

describe('a conversation', () => {
  it('is answered in order when events come in bursts and two workers take them', async () => {
    const workers = [
      await openPipeline(test.database, { ward, account: 'busy' }),
      await openPipeline(test.database, { ward, account: 'busy' }),
    ] as const;
    const citizens = Array.from({ length: 12 }, (_, index) => `citizen-${index}`);
    for (let burst = 0; burst < 5; burst++) {
      const events = citizens.flatMap((citizen) =>
        [0, 1, 2].map((part) => eventOf(citizen, `việc số ${burst * 3 + part} ạ`)),
      );
      await workers[burst % 2]?.accept(events);
      for (const worker of workers) worker.wakeUps.lanes([0, 1, 2, 3]);
    }
    const account = workers[0].account;
    await until(async () => {
      const rows = await outboxOf(test.database, account);
      return rows.length === 180 && rows.every(({ state }) => state === 'sent');
    });
    await Promise.all(workers.map((worker) => worker.stop()));
    const sent = workers.flatMap(({ channel }) => channel.sent).sort((a, b) => a.at - b.at);
    for (const citizen of citizens) {
      const numbers = sent.filter(({ to }) => to === citizen).map(({ text }) => numberIn(text));
      expect(numbers).toEqual(Array.from({ length: 15 }, (_, index) => index));
    }
  });

  it('is drained for a signal that came while its lane was being drained', async () => {
    const pipeline = await openPipeline(test.database, { ward });
    for (let round = 0; round < 20; round++) await pipeline.arrive('hoa', `lần ${round} ạ`);
    // No sweeper here: an event whose signal was swallowed would wait for ever.
    await until(() => pipeline.channel.sent.length === 20);
    await pipeline.stop();
    expect(pipeline.channel.sent.map(({ text }) => numberIn(text))).toEqual(
      Array.from({ length: 20 }, (_, index) => index),
    );
  });
});

const numberIn = (text: string): number => Number(/nghe: \D*(\d+)/.exec(text)?.[1]);
