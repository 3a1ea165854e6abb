import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRequest } from '../../src/channels/channel.ts';
import { zaloOa } from '../../src/channels/zalo-oa/kind.ts';
import { eventCases, messageCases } from '../fixtures/zalo-oa-webhooks.ts';
import { citizen, delivered, macOf, makeZaloOa, oaId, signed } from '../support/zalo-vendor.ts';

const event = {
  event_name: 'user_send_text',
  sender: { id: citizen },
  recipient: { id: oaId },
  message: { msg_id: 'm1', text: 'Chào ạ' },
  timestamp: '1700000000000',
};
const body = Buffer.from(JSON.stringify(event));
const mac = macOf(body, event.timestamp);
const withHeaders = (headers: RawRequest['headers'], bytes = body): RawRequest => ({
  method: 'POST',
  headers,
  query: {},
  body: bytes,
});
const genuine = async (request: RawRequest) => (await makeZaloOa().channel.receive(request)).ok;

describe('the signature of a webhook', () => {
  it.each([
    ['with its prefix', { 'x-zevent-signature': `mac=${mac}` }],
    ['without it', { 'x-zevent-signature': mac }],
    ['in capitals', { 'X-ZEvent-Signature': `MAC=${mac.toUpperCase()}` }],
    ['with spaces around', { 'x-zevent-signature': ` mac=${mac} ` }],
  ])('is accepted %s', async (_name, headers) => {
    expect(await genuine(withHeaders(headers))).toBe(true);
  });

  it.each([
    ['one digit is wrong', `mac=${mac.slice(0, -1)}${mac.endsWith('0') ? '1' : '0'}`],
    ['it is shorter', `mac=${mac.slice(0, -1)}`],
    ['it is empty', 'mac='],
    ['it is not hexadecimal', `mac=${'đ'.repeat(64)}`],
  ])('is refused when %s', async (_name, value) => {
    expect(await genuine(withHeaders({ 'x-zevent-signature': value }))).toBe(false);
  });

  it('is refused for any other body, timestamp included', async () => {
    for (const changed of [
      { ...event, timestamp: '1700000000001' },
      { ...event, sender: { id: '1' } },
    ]) {
      const bytes = Buffer.from(JSON.stringify(changed));
      expect(await genuine(withHeaders({ 'x-zevent-signature': `mac=${mac}` }, bytes))).toBe(false);
    }
  });

  it('is of the bytes as they came: escapes, spaces and order are the sender’s', async () => {
    const written = `{ "timestamp":"1700000000000","message":{"msg_id":"m1","text":"Ch\\u00e0o \\ud83d\\ude00 \\/"},
      "sender":{"id":${citizen}},"recipient":{"id":${oaId}},"event_name":"user_send_text" }`;

    const received = await makeZaloOa().channel.receive(signed(Buffer.from(written)));

    expect(received).toMatchObject({
      ok: true,
      value: [{ userId: citizen, eventId: 'm1', content: { kind: 'text', text: 'Chào 😀 /' } }],
    });
  });

  it('may be hours old: late repeats carry the first timestamp', async () => {
    expect(await genuine(delivered({ ...event, timestamp: '1' }))).toBe(true);
  });

  it('with the account’s id in place of the app’s is refused, and told', async () => {
    const { channel, host } = makeZaloOa();

    const received = await channel.receive(signed(body, oaId));

    expect(received).toEqual({ ok: false, error: { code: 'bad_signature' } });
    expect(host.notices).toEqual([{ kind: 'signature_with_oa_id' }]);
  });
});

describe('the addressees of a webhook', () => {
  const addresseesOf = (bytes: string, headers: RawRequest['headers'] = {}) =>
    zaloOa.webhook?.addressees?.(withHeaders(headers, Buffer.from(bytes)));
  const marked = { 'x-zevent-signature': 'mac=0' };

  it.each([
    ['nothing at all', ''],
    ['no JSON', 'challenge=1'],
    ['JSON that is no event', '{"test":true}'],
  ])('are nobody when the console probes with %s', (_name, bytes) => {
    expect(addresseesOf(bytes)).toEqual({ kind: 'nobody' });
  });

  it('are left to the signature when there is one beside something unreadable', () => {
    expect(addresseesOf('{"test":true}', marked)).toEqual({ kind: 'anyone' });
    expect(addresseesOf('{', marked)).toEqual({ kind: 'anyone' });
  });

  it('are anyone when an event names nobody', () => {
    expect(addresseesOf('{"event_name":"change_template_quota"}')).toEqual({ kind: 'anyone' });
  });

  it.each([
    ['a message to the account', { sender: { id: '1' }, recipient: { id: '2' } }, ['2', '1']],
    ['an event of the account', { oa_id: '2', user_id: '1' }, ['2']],
    ['a quota', { oaId: 123 }, ['123']],
    ['a long id without quotes', `{"event_name":"x","oa_id":${oaId}}`, [oaId]],
  ])('are every id that may be an account’s in %s', (_name, fields, ids) => {
    const bytes = typeof fields === 'string' ? fields : JSON.stringify({ event_name: 'x', ...fields });

    expect(addresseesOf(bytes)).toEqual({ kind: 'accounts', ids });
  });

  it('are found in anything without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(addresseesOf(text)).toBeDefined();
      }),
    );
  });
});

describe('events of Zalo', () => {
  it('of another account with the same secret are not taken', async () => {
    const foreign = { ...event, recipient: { id: '777' } };

    expect(await makeZaloOa().channel.receive(delivered(foreign))).toEqual({ ok: true, value: [] });
  });

  it('without an id of their own are told apart by who, what and when', async () => {
    const idOf = async (fields: object) => {
      const follow = { event_name: 'follow', oa_id: oaId, follower: { id: citizen }, timestamp: '1' };
      const received = await makeZaloOa().channel.receive(delivered({ ...follow, ...fields }));
      return received.ok ? received.value[0]?.eventId : undefined;
    };
    const all = await Promise.all([
      idOf({}),
      idOf({ timestamp: '2' }),
      idOf({ follower: { id: '9' } }),
      idOf({ event_name: 'unfollow' }),
    ]);

    expect(new Set(all).size).toBe(4);
    expect(await idOf({ source: 'elsewhere' })).toBe(all[0]);
  });

  it('survive any field replaced by anything', async () => {
    const anyEvent = fc.constantFrom(...Object.values({ ...messageCases, ...eventCases }));
    const { channel } = makeZaloOa();
    await fc.assert(
      fc.asyncProperty(anyEvent, fc.nat(), fc.jsonValue(), async ({ event: one }, index, value) => {
        const keys = Object.keys(one);
        const key = keys[index % keys.length] ?? 'event_name';
        const received = await channel.receive(delivered({ ...one, [key]: value }));
        if (!received.ok) expect(received.error.code).toBe('malformed');
      }),
      { numRuns: 500 },
    );
  });
});

describe('news of templates and quotas', () => {
  const tell = async (fields: object, savedNotes = {}) => {
    const { channel, host } = makeZaloOa({}, { savedNotes });
    await channel.receive(delivered({ oa_id: oaId, timestamp: '1', ...fields }));
    return { notes: host.notes.read(), alerts: host.alerts };
  };

  it('keep the states of all templates', async () => {
    const told = await tell(
      { event_name: 'change_template_status', template_id: '2', status: { new_status: 'ENABLE' } },
      { templates: { 1: 'ENABLE' } },
    );

    expect(told).toEqual({ notes: { templates: { 1: 'ENABLE', 2: 'ENABLE' } }, alerts: [] });
  });

  it.each(['REJECT', 'DISABLE', 'DELETE'])('raise an alarm when a template becomes %s', async (state) => {
    const fields = { event_name: 'change_template_status', template_id: 7, status: state };

    expect(await tell(fields)).toEqual({
      notes: { templates: { 7: state } },
      alerts: [{ kind: 'template_lost', detail: `7 ${state}` }],
    });
  });

  it('keep quality and quota of a template', async () => {
    const quality = { new_quality: 'LOW' };
    const quota = { prev_value: 100, new_value: 50 };

    expect((await tell({ event_name: 'change_template_quality', template_id: '1', quality })).notes).toEqual({
      templateQualities: { 1: 'LOW' },
    });
    expect(await tell({ event_name: 'change_template_quota', template_id: '1', quota })).toEqual({
      notes: { templateQuotas: { 1: 50 } },
      alerts: [{ kind: 'template_quota_shrank', detail: '100 50' }],
    });
  });

  it.each([
    ['500', '1000', []],
    ['1000', '500', [{ kind: 'daily_quota_shrank', detail: '1000 500' }]],
  ])('keep the daily quota: from %s to %s', async (prev_value, new_value, alerts) => {
    const told = await tell({ event_name: 'change_oa_daily_quota', quota: { prev_value, new_value } });

    expect(told).toEqual({ notes: { dailyQuota: Number(new_value) }, alerts });
  });
});
