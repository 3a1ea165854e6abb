import fc from 'fast-check';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { FilledTemplate, OutboundMessage, RawRequest, SendError } from '../../src/channels/channel.ts';
import type { MessengerConfig } from '../../src/channels/messenger/config.ts';
import { messenger } from '../../src/channels/messenger/kind.ts';
import {
  caseRequest,
  delivered,
  escaped,
  hashed,
  messageCases,
  now,
  otherCases,
  pageId,
  psid,
  sentAt,
  sign,
  signed,
} from '../fixtures/messenger-webhooks.ts';
import { limitFaults } from '../support/messenger-api-limits.ts';
import {
  accepts,
  create,
  graphRoot,
  secrets,
  useMessengerWire,
  vendor,
  wire,
} from '../support/messenger-wire.ts';
import { type ChannelFixtures, describeChannelContract, type VendorMood } from './channel.contract.ts';

const refuses = (code: number, subcode?: number, status = 400) =>
  vendor('POST', `${pageId}/messages`, status, {
    error: {
      message: `(#${code}) Nguyễn H01`,
      type: 'OAuthException',
      code,
      ...(subcode && { error_subcode: subcode }),
      fbtrace_id: 'A1',
    },
  });
const acceptsMessage = () => accepts(`${pageId}/messages`, { recipient_id: psid, message_id: 'm_55' });
const breaks = (code: string) =>
  nock(graphRoot)
    .post(/messages/)
    .query(true)
    .replyWithError(Object.assign(new Error('wire'), { code }));

const moods: Record<VendorMood, () => unknown> = {
  accepts: acceptsMessage,
  is_flooded: () => refuses(613),
  has_lost_the_recipient: () => refuses(551, 1545041),
  refuses_the_message: () => refuses(100),
  refuses_the_token: () => refuses(190, 463, 401),
  is_broken: () => vendor('POST', `${pageId}/messages`, 502, '<html>502 Bad Gateway</html>'),
  refuses_connections: () => breaks('ECONNREFUSED'),
  resets_after_the_request: () => breaks('ECONNRESET'),
  never_answers: () =>
    nock(graphRoot)
      .post(/messages/)
      .query(true)
      .delay(60_000)
      .reply(200, {}),
};

const genuine = caseRequest(messageCases['a Vietnamese text'] ?? { becomes: [] });
const faults = () =>
  wire.calls.filter(({ path }) => path.endsWith('/messages')).flatMap(({ body }) => limitFaults(body));

const fixtures: ChannelFixtures = {
  forged: { ...genuine, headers: { 'x-hub-signature-256': sign(Buffer.from('khác')) } },
  malformed: signed(Buffer.from('{"object":"page",')),
  unknown: delivered({
    id: pageId,
    time: sentAt,
    messaging: [{ sender: { id: psid }, recipient: { id: pageId }, timestamp: sentAt, waved: {} }],
  }),
  signed,
  recipient: psid,
  arrange: (mood) => {
    if (mood === 'never_answers') wire.callTimeoutMs = 100;
    moods[mood]();
  },
  limitFaults: faults,
  events: Object.fromEntries(
    Object.entries({ ...messageCases, ...otherCases }).map(([name, found]) => [
      name,
      {
        request: caseRequest(found),
        becomes: found.becomes.map((event) => ({ eventId: hashed, userId: psid, at: sentAt, ...event })),
      },
    ]),
  ),
};

useMessengerWire();
describeChannelContract(create, fixtures);

const message: OutboundMessage = { id: 'm1', to: psid, text: 'Chào bà con', buttons: [], linkButtons: [] };

describe('a webhook of Messenger', () => {
  it('is genuine by its bytes as they came, escaped Vietnamese and slashes included', async () => {
    expect(genuine.body.toString()).toContain('Tra c\\u1ee9u h\\u1ed3 s\\u01a1 1\\/2');
    expect(await create().receive(genuine)).toMatchObject({
      ok: true,
      value: [{ content: { kind: 'text', text: 'Tra cứu hồ sơ 1/2' } }],
    });

    const rewritten = Buffer.from(JSON.stringify(JSON.parse(genuine.body.toString())));
    expect(await create().receive({ ...genuine, body: rewritten })).toMatchObject({ ok: false });
  });

  it('may write its header as it likes, but the old kind of signature opens nothing', async () => {
    const signature = sign(genuine.body);
    const withHeader = (headers: RawRequest['headers']) => create().receive({ ...genuine, headers });

    expect(await withHeader({ 'X-Hub-Signature-256': signature })).toMatchObject({ ok: true });
    expect(await withHeader({ 'x-hub-signature': signature })).toMatchObject({ ok: false });
    for (const wrong of [signature.slice(7), signature.slice(0, -1), `${signature}0`, 'sha256=', '']) {
      expect(await withHeader({ 'x-hub-signature-256': wrong })).toMatchObject({ ok: false });
    }
  });

  it.each([
    ['another product', { object: 'instagram', entry: [] }],
    ['no entries at all', null],
    ['a list', [1]],
  ])('about %s is malformed', async (_name, body) => {
    expect(await create().receive(signed(escaped(body)))).toMatchObject({
      error: { code: 'malformed' },
    });
  });

  it('brings all entries at once, in the order in which things happened, and only this page’s', async () => {
    const said = (mid: string, timestamp: number) => ({
      sender: { id: psid },
      recipient: { id: pageId },
      timestamp,
      message: { mid, text: mid },
    });
    const request = delivered(
      { id: pageId, time: sentAt, messaging: [said('m_c', sentAt + 3), said('m_a', sentAt + 1)] },
      { id: 'another-page', time: sentAt, messaging: [said('m_x', sentAt)] },
      { id: pageId, time: sentAt, messaging: [said('m_b', sentAt + 2), said('m_d', sentAt + 3)] },
      'odd',
    );

    const received = await create().receive(request);

    expect(received.ok && received.value.map(({ eventId }) => eventId)).toEqual(['m_a', 'm_b', 'm_c', 'm_d']);
    expect(wire.house.notices).toEqual(['webhook_part_skipped entry']);
  });

  it('takes the moment from the entry, in seconds too, and else from our clock', async () => {
    const read = { sender: { id: psid }, recipient: { id: pageId }, read: { watermark: sentAt } };
    const request = delivered(
      { id: pageId, time: sentAt / 1000, messaging: [read] },
      { id: pageId, messaging: [{ ...read, timestamp: -5 }] },
    );

    expect(await create().receive(request)).toMatchObject({ value: [{ at: sentAt }, { at: now }] });
  });

  it('is for the pages that it names, or else for whoever’s secret fits', () => {
    const addressees = (body: Buffer) => messenger.webhook?.addressees?.(signed(body));
    const entry = [{ id: pageId }, { id: 'another-page' }, { id: pageId }];

    expect(addressees(escaped({ object: 'page', entry }))).toEqual({
      kind: 'accounts',
      ids: [pageId, 'another-page'],
    });
    expect(addressees(Buffer.from('{'))).toEqual({ kind: 'anyone' });
    expect(addressees(escaped({ object: 'page', entry: [] }))).toEqual({ kind: 'anyone' });
  });

  it('about a comment is for nobody where private answers are switched off', async () => {
    const request = caseRequest(otherCases['a comment'] ?? { becomes: [] });

    expect(await create({ privateReplies: false }).receive(request)).toMatchObject({
      value: [{ userId: `page:${pageId}`, content: { kind: 'unknown', expectsAnswer: false } }],
    });
  });

  it('about a template is remembered beside what was known, and told once where the template is lost', async () => {
    const verdict = (name: string, event: string) =>
      delivered({
        id: pageId,
        changes: [
          {
            field: 'message_template_status_update',
            value: { event, message_template_name: name },
          },
        ],
      });

    await create().receive(verdict('nhac_hen', 'APPROVED'));
    await create().receive(verdict('ho_so', 'REJECTED'));
    await create().receive(verdict('ho_so', 'REJECTED'));

    expect(wire.house.notes).toEqual({ templates: { nhac_hen: 'APPROVED', ho_so: 'REJECTED' } });
    expect(wire.house.alerts).toEqual(['template_refused ho_so REJECTED']);
  });

  it('counts what a person said in a thread of another app', async () => {
    await create().receive(caseRequest(otherCases['a thread that another app controls'] ?? { becomes: [] }));

    expect(wire.house.notices).toEqual(['webhook_part_skipped standby']);
  });

  it('gives each of many receipts an id of its own', async () => {
    const at = (watermark: number) => ({
      sender: { id: psid },
      delivery: { mids: [`m_${watermark}`], watermark },
    });
    const received = await create().receive(delivered({ id: pageId, messaging: [at(1), at(2), at(3)] }));

    const ids = received.ok ? received.value.map(({ eventId }) => eventId) : [];
    expect(new Set(ids).size).toBe(6);
  });

  it('survives any field replaced by anything', async () => {
    const channel = create();
    const anyCase = fc.constantFrom(...Object.values({ ...messageCases, ...otherCases }));
    await fc.assert(
      fc.asyncProperty(anyCase, fc.nat(), fc.jsonValue(), async ({ becomes: _, ...parts }, index, value) => {
        const entry = withReplaced({ id: pageId, time: sentAt, ...parts }, index, value);
        expect((await channel.receive(delivered(entry))).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the question whether the address is ours', () => {
  const ask = (changed: Record<string, string>) =>
    create().answerProbe({
      method: 'GET',
      headers: {},
      query: {
        'hub.mode': 'subscribe',
        'hub.verify_token': secrets.verifyToken,
        'hub.challenge': '1158201444',
        ...changed,
      },
      body: Buffer.of(),
    });

  it('is answered with its challenge', () => {
    expect(ask({})).toBe('1158201444');
  });

  it.each([
    ['another token', { 'hub.verify_token': 'khác' }],
    ['another mode', { 'hub.mode': 'unsubscribe' }],
    ['a challenge that a browser could run', { 'hub.challenge': '<script>' }],
    ['no challenge', { 'hub.challenge': '' }],
  ])('is not answered with %s', (_name, changed) => {
    expect(ask(changed)).toBeUndefined();
  });
});

describe('sending to Messenger', () => {
  async function sent(fields: Partial<OutboundMessage>, settings: Partial<MessengerConfig> = {}) {
    acceptsMessage();
    expect(await create(settings).send({ ...message, ...fields })).toMatchObject({ ok: true });
    expect(faults()).toEqual([]);
    return wire.calls[0]?.body;
  }
  const refused = async (fields: Partial<OutboundMessage>, settings: Partial<MessengerConfig> = {}) => {
    const result = await create(settings).send({ ...message, ...fields });
    expect(wire.calls).toEqual([]);
    return result.ok ? undefined : result.error;
  };

  it('answers with a marked text and its choices as quick replies', async () => {
    const buttons = [
      { id: 'w1:0', label: 'Tra cứu hồ sơ' },
      { id: 'w1:1', label: 'Gặp cán bộ' },
    ];

    expect(await sent({ buttons })).toEqual({
      recipient: { id: psid },
      messaging_type: 'RESPONSE',
      message: {
        text: 'Chào bà con',
        metadata: 'gan-dan',
        quick_replies: [
          { content_type: 'text', title: 'Tra cứu hồ sơ', payload: 'w1:0' },
          { content_type: 'text', title: 'Gặp cán bộ', payload: 'w1:1' },
        ],
      },
    });
  });

  it('writes links into the text', async () => {
    const linkButtons = [{ label: 'Cổng dịch vụ công', url: 'https://dichvucong.gov.vn' }];

    expect(await sent({ linkButtons })).toMatchObject({
      message: { text: 'Chào bà con\nCổng dịch vụ công: https://dichvucong.gov.vn' },
    });
  });

  it.each([
    ['answer', 'RESPONSE'],
    ['officer', 'RESPONSE'],
    ['notice', 'UPDATE'],
    ['broadcast', 'UPDATE'],
  ] as const)('sends an %s within the window as %s', async (purpose, type) => {
    expect(await sent({ purpose, route: 'window' })).toMatchObject({ messaging_type: type });
  });

  it('lets officers answer late where the app may, and nobody else ever', async () => {
    const late = { route: 'officer_window' } as const;

    expect(await sent({ ...late, purpose: 'officer' }, { humanAgent: true })).toMatchObject({
      messaging_type: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
    });
    wire.calls.length = 0;
    for (const purpose of ['answer', 'notice', 'broadcast'] as const) {
      expect(await refused({ ...late, purpose }, { humanAgent: true })).toMatchObject({ code: 'rejected' });
    }
    expect(await refused({ ...late, purpose: 'officer' })).toMatchObject({
      code: 'outside_reply_window',
      provablyUnsent: true,
    });
  });

  it('says which window officers have by what the app was granted', () => {
    expect(create().capabilities.officerWindowHours).toBeNull();
    expect(create({ humanAgent: true }).capabilities.officerWindowHours).toBe(168);
  });

  it.each<[string, FilledTemplate['data'], object[]]>([
    [
      'numbered places in their order',
      { '2': 'mai', '1': 'H26-001' },
      [
        {
          type: 'body',
          parameters: [
            { type: 'text', text: 'H26-001' },
            { type: 'text', text: 'mai' },
          ],
        },
      ],
    ],
    [
      'named places by their names',
      { ho_so: 'H26-001' },
      [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'ho_so', text: 'H26-001' }] }],
    ],
    ['no places', {}, []],
  ])('sends a utility template with %s', async (_name, data, components) => {
    const template = { id: 'ho_so_cap_nhat_vi', data };

    expect(await sent({ route: 'template', purpose: 'notice', text: '', template })).toEqual({
      recipient: { id: psid },
      messaging_type: 'UTILITY',
      message: { template: { name: 'ho_so_cap_nhat_vi', language: { code: 'vi' }, components } },
    });
  });

  it('sends no template that is missing, unfilled, or meant for everybody', async () => {
    const route = 'template' as const;

    expect(await refused({ route })).toMatchObject({ code: 'needs_template' });
    expect(await refused({ route, template: { id: 'a', data: { '1': ' ' } } })).toMatchObject({
      vendorCode: 'template_place_empty',
    });
    expect(await refused({ route, purpose: 'broadcast', template: { id: 'a', data: {} } })).toMatchObject({
      code: 'outside_reply_window',
    });
  });

  it('answers a comment privately, in plain words', async () => {
    const buttons = [{ id: 'w1:0', label: 'Tra cứu hồ sơ' }];

    expect(await sent({ to: 'comment:55_77', buttons })).toEqual({
      recipient: { comment_id: '55_77' },
      messaging_type: 'RESPONSE',
      message: { text: 'Chào bà con\n- Tra cứu hồ sơ', metadata: 'gan-dan' },
    });
  });

  it.each([
    ['an empty text', { text: ' ' }, 'text_empty'],
    ['a text too long', { text: 'a'.repeat(2001) }, 'text_too_long'],
    ['a button id of 65 bytes', { buttons: [{ id: `${'đ'.repeat(32)}x`, label: 'Có' }] }, 'button_id_length'],
    ['a label of 21', { buttons: [{ id: 'a', label: 'a'.repeat(21) }] }, 'button_label_length'],
    ['fourteen buttons', { buttons: Array(14).fill({ id: 'a', label: 'Có' }) }, 'too_many_buttons'],
    ['a word to the page itself', { to: `page:${pageId}` }, 'not_a_person'],
    ['a word to somebody without an id', { to: 'ref:khung-chat-1' }, 'not_a_person'],
    ['a late answer to a comment', { to: 'comment:1', route: 'officer_window' }, 'comment_route'],
    ['a template to a comment', { to: 'comment:1', route: 'template' }, 'comment_route'],
  ] as const)('refuses %s without calling Facebook', async (_name, fields, vendorCode) => {
    expect(await refused(fields)).toEqual({ code: 'rejected', vendorCode, provablyUnsent: true });
  });

  it('keeps to the published limits with any message that the capability row allows', async () => {
    const label = fc.string({ minLength: 1, maxLength: 19 }).map((text) => `${text}.`);
    const buttons = fc.array(fc.record({ id: fc.string({ minLength: 1, maxLength: 16 }), label }), {
      maxLength: 13,
    });
    const text = fc.string({ minLength: 1, maxLength: 1999 }).map((words) => `${words}.`);
    await fc.assert(
      fc.asyncProperty(text, buttons, async (words, choices) => {
        acceptsMessage();
        expect(await create().send({ ...message, text: words, buttons: choices })).toMatchObject({
          ok: true,
        });
      }),
      { numRuns: 50 },
    );
    expect(faults()).toEqual([]);
  });

  it.each<[number, number | undefined, SendError['code']]>([
    [1, 99, 'unreachable'],
    [2, undefined, 'unreachable'],
    [1200, undefined, 'unreachable'],
    [4, undefined, 'rate_limited'],
    [613, 2534040, 'rate_limited'],
    [80006, undefined, 'rate_limited'],
    [613, 2018338, 'recipient_gone'],
    [10, 2018278, 'outside_reply_window'],
    [10, 2534022, 'outside_reply_window'],
    [10, 2018065, 'outside_reply_window'],
    [10900, undefined, 'outside_reply_window'],
    [10, 2018108, 'recipient_gone'],
    [551, undefined, 'recipient_gone'],
    [200, 1545041, 'recipient_gone'],
    [100, 2018001, 'recipient_gone'],
    [10, 1893063, 'misconfigured'],
    [10, 2018028, 'misconfigured'],
    [10, undefined, 'misconfigured'],
    [200, undefined, 'misconfigured'],
    [200, 2018028, 'misconfigured'],
    [368, undefined, 'misconfigured'],
    [10, 1404170, 'opted_out'],
    [10, 1893015, 'opted_out'],
    [4, 2018354, 'opted_out'],
    [9, 2018352, 'opted_out'],
    [190, undefined, 'token_dead'],
    [100, undefined, 'rejected'],
    [100, 33, 'rejected'],
    [100, 2018008, 'rejected'],
    [10, 9999999, 'rejected'],
    [100, 2018300, 'rejected'],
    [77777, undefined, 'rejected'],
  ])('reads the error %i/%s', async (code, subcode, becomes) => {
    refuses(code, subcode, code < 3 ? 500 : 400);

    expect(await create().send(message)).toEqual({
      ok: false,
      error: {
        code: becomes,
        vendorCode: subcode === undefined ? String(code) : `${code}/${subcode}`,
        provablyUnsent: true,
        ...(becomes === 'rate_limited' && { retryAfterMs: expect.any(Number) }),
      },
    });
  });

  it.each<[number, Record<string, string>, Partial<SendError>]>([
    [500, {}, { code: 'unreachable', provablyUnsent: false }],
    [504, {}, { code: 'unreachable', provablyUnsent: false }],
    [404, {}, { code: 'misconfigured', provablyUnsent: true }],
    [413, {}, { code: 'rejected', provablyUnsent: true }],
    [302, { location: 'https://elsewhere.example' }, { code: 'misconfigured', provablyUnsent: true }],
    [429, { 'retry-after': '7' }, { code: 'rate_limited', retryAfterMs: 7000, provablyUnsent: true }],
  ])('reads a bare status %i of something before the API', async (status, headers, error) => {
    vendor('POST', `${pageId}/messages`, status, status < 400 ? '' : '<html></html>', headers);

    expect(await create().send(message)).toMatchObject({ ok: false, error });
  });

  it.each([
    ['nothing', ''],
    ['a success without an id', '{"recipient_id":"1"}'],
    ['a page', '<html></html>'],
  ])('does not call %s a proof', async (_name, body) => {
    vendor('POST', `${pageId}/messages`, 200, body);

    expect(await create().send(message)).toMatchObject({
      ok: false,
      error: { code: 'unreachable', provablyUnsent: false },
    });
  });
});

/** The entry with its n-th field, counted through all depths, replaced. */
function withReplaced(entry: object, index: number, value: unknown): object {
  const copy = structuredClone(entry);
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      const owner = node as Record<string, unknown>;
      places.push([owner, key]);
      visit(owner[key]);
    }
  };
  visit(copy);
  const place = places[index % places.length];
  if (place) place[0][place[1]] = value;
  return copy;
}
