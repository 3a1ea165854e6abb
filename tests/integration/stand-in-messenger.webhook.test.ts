import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { buttonTemplate, quickReplies, send } from '../support/stand-in-messenger/caller.ts';
import {
  type MessengerOptions,
  spawnStandInMessenger,
  startStandInMessenger,
} from '../support/stand-in-messenger.ts';
import { createHouseKeeping } from '../support/vendor/house-keeping.ts';

const { open, listen, closeAll } = createHouseKeeping();
afterEach(closeAll);

const patient = { timeout: 10_000 };

const start = (options?: MessengerOptions) => open(startStandInMessenger(options));

interface Body {
  readonly object: string;
  readonly entry: readonly {
    readonly messaging?: readonly {
      readonly sender: { readonly id: string };
      readonly [part: string]: unknown;
    }[];
    readonly changes?: readonly object[];
  }[];
}
const read = (bytes: Buffer | undefined) => JSON.parse(bytes?.toString() ?? '') as Body;
const messagingOf = (body: Body) => body.entry.flatMap(({ messaging = [] }) => messaging);

describe('the webhook', () => {
  it('is signed over ASCII bytes that JSON.stringify would not give back', async () => {
    const standIn = await start({ appSecret: 'S' });
    const receiver = await listen();
    await standIn.setWebhook(receiver.url);

    const [mid] = await standIn.citizensDo([{ userId: 'p1', text: 'hồ sơ 12/2026' }]);
    await standIn.settled();

    const bytes = receiver.pushed[0]?.body ?? Buffer.alloc(0);
    const signature = createHmac('sha256', 'S').update(bytes).digest('hex');
    expect(receiver.pushed[0]?.headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
    expect(bytes.toString()).toContain('h\\u1ed3 s\\u01a1 12\\/2026');
    expect(messagingOf(read(bytes))).toMatchObject([
      { sender: { id: 'p1' }, message: { mid, text: 'hồ sơ 12/2026' } },
    ]);
  });

  it('gets several citizens in one body, and it again when it fails', async () => {
    const standIn = await start({ batchSize: 5 });
    const receiver = await listen((_, count) => (count === 1 ? 500 : 200));
    await standIn.setWebhook(receiver.url);

    const said = ['p1', 'p2', 'p3', 'p1'].map((userId, n) => ({ userId, text: String(n) }));
    await standIn.citizensDo([...said, { userId: 'p4', does: 'comment', text: 'đèn hỏng' }]);
    await standIn.settled();

    const bodies = receiver.pushed.map(({ body }) => read(body));
    const senders = bodies.map((body) => messagingOf(body).map(({ sender }) => sender.id));
    expect(senders).toEqual([['p1', 'p2', 'p3'], ['p1', 'p2', 'p3'], ['p1']]);
    expect(bodies[0]?.entry).toMatchObject([
      ...[{ messaging: [{}, {}] }, { messaging: [{}] }],
      { changes: [{ field: 'feed', value: { item: 'comment', message: 'đèn hỏng' } }] },
    ]);
  });

  it('hears of presses, links, stickers and of its own messages', async () => {
    const standIn = await start({ echoes: true, deliveryReceipts: true, readReceipts: true });
    const receiver = await listen();
    await standIn.setWebhook(receiver.url);
    await standIn.citizensDo([{ userId: 'p1', does: 'get_started', raw: { ref: 'kh-2026' } }]);
    await send(standIn, 'p1', quickReplies('Tra cứu'));
    await standIn.settled();
    await send(standIn, 'p1', buttonTemplate('Chọn:', 'Phản ánh'));
    await standIn.settled();
    const before = receiver.pushed.length;

    const presses = ['Tra cứu', 'Phản ánh'].map((press) => ({ userId: 'p1', press }));
    const deeds = [{ does: 'referral', raw: { ref: 'x' } }, { does: 'sticker' }, { does: 'image' }];
    await standIn.citizensDo([...presses, ...deeds.map((deed) => ({ userId: 'p1', ...deed }))]);
    await standIn.settled();

    const events = receiver.pushed.flatMap(({ body }) => messagingOf(read(body)));
    expect(events.slice(0, 4)).toMatchObject([
      { postback: { payload: 'GET_STARTED', referral: { ref: 'kh-2026' } } },
      { message: { is_echo: true, text: 'Bà con cần gì?' }, recipient: { id: 'p1' } },
      { delivery: {} },
      { read: {} },
    ]);
    expect(events.slice(before)).toMatchObject([
      { message: { text: 'Tra cứu', quick_reply: { payload: 'Tra cứu' } } },
      { postback: { title: 'Phản ánh', payload: 'Phản ánh' } },
      { referral: { ref: 'x' } },
      { message: { attachments: [{ type: 'sticker' }] } },
      { message: { attachments: [{ type: 'image' }] } },
    ]);
    await expect(standIn.citizensDo([{ userId: 'p2', press: 'Phản ánh' }])).rejects.toThrow('never sent');
  });

  it('is asked for the challenge when its address is saved', async () => {
    const standIn = await start({ verifyToken: 'V' });
    const receiver = await listen(({ query }) => ({
      status: query.get('hub.verify_token') === 'V' ? 200 : 403,
      body: query.get('hub.challenge') ?? '',
    }));
    expect(await standIn.probe()).toBe(false);
    await standIn.setWebhook(receiver.url);
    expect(await standIn.probe()).toBe(true);
  });

  it('can be a process of its own', async () => {
    const remote = await open(spawnStandInMessenger({ batchSize: 3, duplicateShare: 1 }));
    const receiver = await listen();
    await remote.setWebhook(receiver.url);

    await remote.citizensDo(['p1', 'p2', 'p3'].map((userId) => ({ userId, text: 'chào' })));
    await expect.poll(() => receiver.pushed.length, patient).toBe(2);

    const [first, second] = receiver.pushed.map(({ body }) => messagingOf(read(body)));
    expect(first).toHaveLength(3);
    expect(second).toEqual(first);
    expect(await send(remote, 'p2', 'Dạ')).toMatchObject({ status: 200 });
    expect(await remote.counters()).toMatchObject({ events: 3, unacknowledged: 0, delivered: 1 });
  });
});
