import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WardId } from '../../src/core/ids.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { eventOf, eventsOf, openPipeline, outboxOf, until } from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
let dataDir: string;
beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'intake');
  dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-intake-'));
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a text', () => {
  it.each([
    ['NUL bytes', 'xin\u0000 hỏi\u0000'],
    ['half surrogate pairs', 'hỏi \ud83d việc \udc00 này'],
    ['right-to-left marks', '\u202exin hỏi\u202c việc \u200fnày'],
    ['zalgo', `h${'\u0301\u0316'.repeat(200)}ỏi`],
    ['10,000 characters', 'cho tôi hỏi '.repeat(834)],
    ['nothing', ''],
    ['JSON and SQL', `{"a":1}'); drop table message; --`],
  ])('with %s is stored and answered', async (_name, text) => {
    const pipeline = await openPipeline(test.database, { ward, awake: false });
    await pipeline.arrive('an', text);
    await pipeline.drain();
    expect(await eventsOf(test.database, pipeline.account)).toMatchObject([{ state: 'done', attempts: 0 }]);
    expect((await outboxOf(test.database, pipeline.account)).length).toBeGreaterThan(0);
    await pipeline.stop();
  });

  it('of any kind is stored and answered, and its neighbours are too', async () => {
    const pipeline = await openPipeline(test.database, { ward, awake: false });
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 300 }), 60);
    await pipeline.accept(texts.map((text, index) => eventOf(`citizen-${index}`, text)));
    await pipeline.drain();
    const events = await eventsOf(test.database, pipeline.account);
    expect(events.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(texts.map(() => 'done 0'));
    await pipeline.stop();
  });
});

describe('while PostgreSQL is away', () => {
  let gate: Gate;
  beforeAll(async () => {
    gate = await openGate(test.url);
  });
  afterAll(() => gate.close());

  it('events are kept on disk, and stored once and in order when it is back', async () => {
    const db = openDatabase({ url: gate.url, poolSize: 2, onError: () => undefined });
    const pipeline = await openPipeline(db, { ward, account: 'spooled', dataDir, awake: false });
    await pipeline.accept([eventOf('an', 'trước', 'e-0')]);
    await gate.shut();
    for (const number of [1, 2, 3])
      await pipeline.accept([eventOf('an', `lúc mất ${number}`, `e-${number}`)]);
    // The platform did not hear our answer and sends one again.
    await pipeline.accept([eventOf('an', 'lúc mất 2', 'e-2')]);
    expect(await readdir(join(dataDir, 'spool'))).toHaveLength(4);
    gate.open();
    await until(async () => {
      await pipeline.intake.replaySpool();
      return (await readdir(join(dataDir, 'spool'))).length === 0;
    });
    await pipeline.accept([eventOf('an', 'sau', 'e-4')]);
    await pipeline.intake.replaySpool();
    const stored = await eventsOf(test.database, pipeline.account);
    expect(stored.map(({ text }) => text)).toEqual(['trước', 'lúc mất 1', 'lúc mất 2', 'lúc mất 3', 'sau']);
    await pipeline.stop();
    await db.close();
  });

  it('an event behind a spooled one does not overtake it', async () => {
    const db = openDatabase({ url: gate.url, poolSize: 2, onError: () => undefined });
    const pipeline = await openPipeline(db, { ward, account: 'overtaking', dataDir, awake: false });
    await gate.shut();
    await pipeline.accept([eventOf('an', 'một')]);
    gate.open();
    // Nobody has replayed the spool yet: the next event must not be stored in front of it.
    await pipeline.accept([eventOf('an', 'hai')]);
    await until(async () => {
      await pipeline.intake.replaySpool();
      return (await eventsOf(test.database, pipeline.account)).length === 2;
    });
    expect((await eventsOf(test.database, pipeline.account)).map(({ text }) => text)).toEqual(['một', 'hai']);
    await pipeline.stop();
    await db.close();
  });

  it('a restart finds what the process before it had spooled', async () => {
    const db = openDatabase({ url: gate.url, poolSize: 2, onError: () => undefined });
    const before = await openPipeline(db, { ward, account: 'restarted', dataDir, awake: false });
    await gate.shut();
    await before.accept([eventOf('an', 'một')]);
    gate.open();
    const after = await openPipeline(test.database, { ward, account: 'restarted', dataDir });
    await after.intake.replaySpool();
    await until(() => after.channel.sent.length === 1);
    await after.stop();
    await before.stop();
    await db.close();
  });
});

describe('an event that PostgreSQL will never take', () => {
  it('is set aside, and neither its neighbours nor later events wait for it', async () => {
    const pipeline = await openPipeline(test.database, { ward, awake: false, dataDir });
    // Longer than any index entry may be, and it cannot be compressed.
    const odd = eventOf('an', 'của ai không rõ', randomBytes(8_000).toString('base64'));
    await pipeline.accept([eventOf('an', 'một'), odd, eventOf('an', 'hai')]);
    await pipeline.arrive('an', 'ba');
    expect((await eventsOf(test.database, pipeline.account)).map(({ text }) => text)).toEqual([
      'một',
      'hai',
      'ba',
    ]);
    const aside = (await readdir(join(dataDir, 'spool'))).map((name) => extname(name));
    expect(aside).toEqual(['.refused']);
    await pipeline.stop();
  });
});
