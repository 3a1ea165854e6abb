import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { consult, question, withButtons } from '../support/stand-in-zalo/caller.ts';
import { spawnStandInZalo, startStandInZalo, type ZaloOptions } from '../support/stand-in-zalo.ts';
import { createHouseKeeping } from '../support/vendor/house-keeping.ts';

const { open, listen, later, closeAll } = createHouseKeeping();
afterEach(closeAll);

const patient = { timeout: 10_000 };

const start = (options?: ZaloOptions) => open(startStandInZalo(options));

describe('the webhook', () => {
  it('is signed over bytes that JSON.stringify would not give back', async () => {
    const standIn = await start({ oaSecret: 'S', appId: 'A' });
    const receiver = await listen();
    await standIn.setWebhook(receiver.url);

    const [eventId] = await standIn.citizensDo([{ userId: 'u1', text: 'hồ sơ 12/2026' }]);
    await standIn.settled();

    const [pushed] = receiver.pushed;
    const body = JSON.parse(pushed?.body.toString() ?? '') as { timestamp: string; message: object };
    const signed = createHash('sha256')
      .update('A')
      .update(pushed?.body ?? '')
      .update(body.timestamp)
      .update('S');
    expect(pushed?.headers).toMatchObject({
      'x-zevent-signature': `mac=${signed.digest('hex')}`,
      num_retry: '0',
    });
    expect(body).toMatchObject({
      event_name: 'user_send_text',
      message: { msg_id: eventId, text: 'hồ sơ 12/2026' },
    });
    expect(pushed?.body.toString()).not.toBe(JSON.stringify(body));
    expect(await standIn.probe()).toBe(true);
  });

  it('gets a refused event again, before the citizen’s next one', async () => {
    const standIn = await start({ webhookTimeoutMs: 1_000 });
    const replies = ['silence', 500, 200] as const;
    const receiver = await listen((_, count) => replies[count - 1] ?? 200);
    await standIn.setWebhook(receiver.url);

    const ids = await standIn.citizensDo(['một', 'hai'].map((text) => ({ userId: 'u1', text })));
    await standIn.settled();

    expect(receiver.pushed.map(({ headers }) => headers.num_retry)).toEqual(['0', '1', '2', '0']);
    expect(standIn.events()).toMatchObject([
      { eventId: ids[0], attempts: 3 },
      { eventId: ids[1], attempts: 1 },
    ]);
  });

  it('can get events twice and late', async () => {
    const standIn = await start({ duplicateShare: 1, lateShare: 0.5, lateMs: 50 });
    const receiver = await listen();
    await standIn.citizensDo(Array.from({ length: 40 }, (_, n) => ({ userId: 'u1', text: String(n) })));
    await standIn.setWebhook(receiver.url);

    await expect.poll(() => receiver.pushed.length, patient).toBe(80);

    const texts = receiver.pushed.map(({ body }) => Number(/"text":"(\d+)"/.exec(body.toString())?.[1]));
    expect(new Set(texts).size).toBe(40);
    expect(texts).not.toEqual(texts.toSorted((a, b) => a - b));
  });

  it('hears of presses of buttons that were really sent, and of everything else that citizens do', async () => {
    const standIn = await start({ receipts: true, echoes: true });
    const receiver = await listen();
    await standIn.setWebhook(receiver.url);
    await expect(standIn.citizensDo([{ userId: 'u1', press: '#tracuu' }])).rejects.toThrow('never sent');

    await standIn.citizensDo([{ userId: 'u1', does: 'follow' }]);
    await consult(standIn, 'u1', withButtons([question]));
    const deeds = ['image', 'location', 'unfollow'].map((does) => ({ userId: 'u1', does }));
    await standIn.citizensDo([{ userId: 'u1', press: '#tracuu' }, ...deeds]);
    await standIn.settled();

    const bodies = receiver.pushed.map(({ body }) => JSON.parse(body.toString()));
    expect(bodies.map(({ event_name: name }) => name)).toEqual([
      ...['follow', 'oa_send_text', 'user_seen_message', 'user_send_text'],
      ...['user_send_image', 'user_send_location', 'unfollow'],
    ]);
    expect(bodies[3]).toMatchObject({ message: { text: '#tracuu' } });
    const image = await fetch(bodies[4].message.attachments[0].payload.url);
    expect((await image.arrayBuffer()).byteLength).toBeGreaterThan(50);
  });
});

it('can be a process of its own, with its record on disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-zalo-'));
  later(() => rmSync(folder, { recursive: true }));
  const recordFile = join(folder, 'delivered.jsonl');
  const remote = await open(spawnStandInZalo({ recordFile }));
  const receiver = await listen();
  await remote.setWebhook(receiver.url);
  const [eventId] = await remote.citizensDo([{ userId: 'u1', text: 'chào' }]);
  await remote.settled();
  await remote.fail({ kind: 'refuse', code: '-200', times: 1 });

  expect(await consult(remote, 'u1', 'một')).toMatchObject({ error: -200 });
  const waiting = remote.deliveredAfter(0, 5000);
  expect(await consult(remote, 'u1', 'hai')).toMatchObject({ error: 0 });

  expect(await waiting).toMatchObject([{ userId: 'u1', text: 'hai' }]);
  expect(JSON.parse(readFileSync(recordFile, 'utf8'))).toMatchObject({ text: 'hai' });
  expect(await remote.events()).toMatchObject([{ eventId, attempts: 1 }]);
  await expect(remote.citizensDo([{ userId: 'u1', press: 'x' }])).rejects.toThrow('never sent');
  await remote.change({ lastInteraction: { u1: null } });
  expect(await consult(remote, 'u1', 'ba')).toMatchObject({ error: -232 });
});
