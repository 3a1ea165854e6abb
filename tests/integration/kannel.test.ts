import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Channel,
  checksHealth,
  type OutboundMessage,
  type RawRequest,
} from '../../src/channels/channel.ts';
import { sms } from '../../src/channels/sms/kind.ts';
import { unaccent } from '../../src/channels/sms/text/unaccent.ts';
import type { InboundEvent } from '../../src/core/message.ts';
import { gatewayUser, type Kannel, kannelMissing, type Phone, startKannel } from '../support/kannel.ts';
import { createSmsHost } from '../support/sms-host.ts';

const citizen = '84900000001';
/** Everything that an address must escape, and the sign that Kannel fills in. */
const secret = 'bí mật+%d&=/';
const usual = { timeout: 15_000 };

describe.skipIf(kannelMissing)('with a real Kannel and a phone network', () => {
  let house: Server;
  let houseUrl = '';
  let answer: (request: RawRequest) => Promise<number>;
  let kannel: Kannel;
  let channel: Channel;
  const events: InboundEvent[] = [];
  const phones: Phone[] = [];

  const create = (settings: Record<string, unknown> = {}, password: string = gatewayUser.password) => {
    const made = sms.create?.(
      {
        externalId: '8088',
        settings: { provider: 'kannel', sendUrl: kannel.sendUrl, shortCode: '8088', ...settings },
        secrets: { username: gatewayUser.username, password, webhookSecret: secret },
      },
      createSmsHost({ publicUrl: houseUrl }),
    );
    if (!made) throw new Error('the kind makes no channel');
    return made;
  };

  /** What the house makes of a webhook, without what it keeps; gives the status. */
  async function receive(request: RawRequest): Promise<number> {
    const received = await channel.receive(request);
    if (!received.ok) return received.error.code === 'malformed' ? 400 : 401;
    events.push(...received.value);
    return 200;
  }

  async function openPhone(text: string): Promise<Phone> {
    const phone = await kannel.openPhone(citizen, '8088', text);
    phones.push(phone);
    await expect.poll(() => events.filter(({ content }) => content.kind === 'text').length, usual).toBe(1);
    return phone;
  }

  beforeAll(async () => {
    house = createServer(async (request, response) => {
      const status = await answer(await toRawRequest(request));
      response.writeHead(status, { 'content-type': 'text/plain', 'content-length': 0 }).end();
    });
    await new Promise<void>((resolve) => house.listen(0, '127.0.0.1', resolve));
    houseUrl = `http://127.0.0.1:${(house.address() as AddressInfo).port}`;
    const inAddress = encodeURIComponent(secret).replaceAll('%', '%%');
    kannel = await startKannel({
      postUrl: `${houseUrl}/webhooks/sms?secret=${inAddress}&from=%p&to=%P&id=%I&coding=%c`,
      globalSender: '8088',
      service: ['max-messages = 0'],
      smsbox: ['http-request-retry = 5', 'http-queue-delay = 1'],
    });
    channel = create();
    answer = receive;
  });
  afterEach(async () => {
    for (const phone of phones.splice(0)) await phone.close();
    events.length = 0;
    channel = create();
    answer = receive;
  });
  afterAll(async () => {
    await kannel?.close();
    house?.closeAllConnections();
    house?.close();
  });

  const message = (fields: Partial<OutboundMessage>): OutboundMessage => ({
    id: `m${Math.random()}`,
    to: createSmsHost().ids.hide(citizen),
    text: 'Hồ sơ đã có kết quả.',
    buttons: [],
    linkButtons: [],
    ...fields,
  });

  it('hears a citizen, and says nothing by the way', async () => {
    const phone = await openPhone('HCC DN 00673810079');

    expect(events).toEqual([
      {
        eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        userId: message({}).to,
        at: expect.any(Number),
        content: { kind: 'text', text: 'TC 00673810079' },
      },
    ]);
    expect(Math.abs((events[0]?.at ?? 0) - Date.now())).toBeLessThan(20_000);
    // Kannel would have sent the words of our empty answer by now.
    await sleep(1000);
    expect(phone.received).toEqual([]);
  });

  it('hears accents', async () => {
    await openPhone('làm giấy khai sinh');

    expect(events[0]?.content).toEqual({ kind: 'text', text: 'làm giấy khai sinh' });
  });

  it('brings an answer to the phone, and the report of it back', async () => {
    const phone = await openPhone('alo');

    const sent = await channel.send(message({ id: 'm-5/ä' }));

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 'm-5/ä' } });
    await expect.poll(() => phone.received.length, usual).toBe(1);
    expect(phone.received).toMatchObject([{ from: '8088', to: citizen }]);
    expect(String(phone.received[0]?.body)).toBe('Ho so da co ket qua.');
    await expect
      .poll(() => events.slice(1), usual)
      .toMatchObject([
        {
          userId: message({}).to,
          content: { kind: 'receipt', vendorMessageId: 'm-5/ä', state: 'delivered' },
        },
      ]);
  });

  it('brings accents intact', async () => {
    channel = create({ accents: true });
    const phone = await openPhone('alo');
    const text = 'Hồ sơ của bà đã có kết quả. Mời bà đến nhận.';

    expect(await channel.send(message({ text }))).toMatchObject({ ok: true });

    await expect.poll(() => phone.received.length, usual).toBe(1);
    expect(
      Buffer.from(phone.received[0]?.body ?? [])
        .swap16()
        .toString('utf16le'),
    ).toBe(text);
  });

  it('brings three parts that the phone joins', async () => {
    const phone = await openPhone('alo');
    const text = `${'Giấy tờ cần mang theo: căn cước, tờ khai. '.repeat(10)}Hết.`;

    expect(await channel.send(message({ text }))).toMatchObject({ ok: true });

    await expect.poll(() => phone.received.length, usual).toBe(3);
    const parts = [...phone.received].sort((a, b) => (a.part ?? 0) - (b.part ?? 0));
    expect(parts.map(({ part }) => part)).toEqual([1, 2, 3]);
    expect(Buffer.concat(parts.map(({ body }) => body)).toString()).toBe(unaccent(text));
  });

  it('waits with a text for a phone that is away', async () => {
    const text = 'Cất tin giúp tôi.';

    expect(await channel.send(message({ text }))).toMatchObject({ ok: true });

    const phone = await openPhone('alo');
    await expect.poll(() => phone.received.map(({ body }) => String(body)), usual).toContain(unaccent(text));
  });

  it('brings a text again, with the same id, when we were down', async () => {
    const seen: RawRequest[] = [];
    answer = (request) => {
      seen.push(request);
      return seen.length < 2 ? Promise.resolve(503) : receive(request);
    };

    const phone = await openPhone('alo');

    expect(new Set(seen.map(({ query }) => query.id)).size).toBe(1);
    expect(seen.length).toBe(2);
    expect(phone.received).toEqual([]);
  });

  it('says that a password is wrong', async () => {
    const sent = await create({}, 'sai').send(message({}));

    expect(sent).toEqual({
      ok: false,
      error: { code: 'misconfigured', vendorCode: '403 Authorization failed', provablyUnsent: true },
    });
  });

  it('is found by the health check', async () => {
    expect(checksHealth(channel) && (await channel.checkHealth())).toMatchObject({ ok: true });
  });
});

async function toRawRequest(request: IncomingMessage): Promise<RawRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return {
    method: request.method ?? '',
    headers: request.headers as RawRequest['headers'],
    query: Object.fromEntries(new URL(request.url ?? '', 'http://house').searchParams),
    body: Buffer.concat(parts),
  };
}
