import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { FilledTemplate, OutboundMessage, RawRequest, SendError } from '../../src/channels/channel.ts';
import { createGraph } from '../../src/channels/messenger/client/graph.ts';
import {
  createUtilityTemplate,
  listTemplates,
  templateStatus,
} from '../../src/channels/messenger/client/templates.ts';
import { MessengerConfig } from '../../src/channels/messenger/config.ts';
import { createMessenger } from '../../src/channels/messenger/index.ts';
import { messenger } from '../../src/channels/messenger/kind.ts';
import {
  appId,
  appSecret,
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
import { createMessengerHost } from '../support/messenger-host.ts';
import { type ChannelFixtures, describeChannelContract, type VendorMood } from './channel.contract.ts';

const root = 'https://graph.facebook.com';
const secrets = { pageToken: 'page-token-of-the-tests', appSecret, verifyToken: 'chuỗi xác nhận' };
/** HMAC-SHA256 of the token above under the secret above, by OpenSSL. */
const proof = 'fd134759cb9a9d0cba4e9bb52b275fb034e2f002822df94c0eb2e2a2a598095d';

interface Call {
  readonly path: string;
  readonly body: unknown;
}
const calls: Call[] = [];
let house = createMessengerHost();
/** Short only where nothing will come, so that a slow machine does not fail the rest. */
let callTimeoutMs = 10_000;

function create(settings: Partial<MessengerConfig> = {}) {
  const config = MessengerConfig.parse({ appId, ...settings, ...secrets });
  return createMessenger({ pageId, config, host: house.host, callTimeoutMs });
}

/** Plays one answer to one call, which must come with the token in its header and the proof beside it. */
function vendor(method: 'GET' | 'POST', path: string, status: number, body: object | string, headers = {}) {
  const scope = nock(root, { reqheaders: { authorization: `Bearer ${secrets.pageToken}` } });
  const note = (sent?: unknown) => calls.push({ path, body: sent }) > 0;
  const address = `/v25.0/${path}`;
  const asked = method === 'GET' ? scope.get(address) : scope.post(address, note);
  return asked.query((query) => query.appsecret_proof === proof).reply(status, body, headers);
}
const accepts = (path: string, body: object) => vendor('POST', path, 200, body);
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
  nock(root)
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
    nock(root)
      .post(/messages/)
      .query(true)
      .delay(60_000)
      .reply(200, {}),
};

const genuine = caseRequest(messageCases['a Vietnamese text'] ?? { becomes: [] });
const faults = () =>
  calls.filter(({ path }) => path.endsWith('/messages')).flatMap(({ body }) => limitFaults(body));

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
    if (mood === 'never_answers') callTimeoutMs = 100;
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

beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
  house = createMessengerHost();
});
afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
  calls.length = 0;
  callTimeoutMs = 10_000;
});
afterAll(() => nock.restore());

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
    expect(house.notices).toEqual(['webhook_part_skipped entry']);
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

    expect(house.notes).toEqual({ templates: { nhac_hen: 'APPROVED', ho_so: 'REJECTED' } });
    expect(house.alerts).toEqual(['template_refused ho_so REJECTED']);
  });

  it('counts what a person said in a thread of another app', async () => {
    await create().receive(caseRequest(otherCases['a thread that another app controls'] ?? { becomes: [] }));

    expect(house.notices).toEqual(['webhook_part_skipped standby']);
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
    return calls[0]?.body;
  }
  const refused = async (fields: Partial<OutboundMessage>, settings: Partial<MessengerConfig> = {}) => {
    const result = await create(settings).send({ ...message, ...fields });
    expect(calls).toEqual([]);
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
    calls.length = 0;
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

describe('setting a page up', () => {
  const needed =
    'messages,messaging_postbacks,messaging_optins,message_deliveries,message_reads,messaging_referrals,' +
    'message_echoes,message_reactions,feed';
  const done = (path: string) => accepts(path, { success: true });
  const refusesFields = (code: number) =>
    vendor('POST', `${pageId}/subscribed_apps`, 400, { error: { code } });

  it('asks for its events, then dresses it', async () => {
    done(`${pageId}/subscribed_apps`);
    accepts('me/messenger_profile', { result: 'success' });

    expect(await create().setUp()).toEqual({ ok: true, value: undefined });

    expect(calls[0]?.body).toEqual({
      subscribed_fields: `${needed},message_edits,message_template_status_update`,
    });
    expect(calls[1]?.body).toMatchObject({
      get_started: { payload: 'GET_STARTED' },
      greeting: [{ locale: 'default' }, { locale: 'en_US' }, { locale: 'en_GB' }],
      persistent_menu: [{ locale: 'default', composer_input_disabled: false }, {}, {}],
    });
  });

  it('does without the extra events where the app may not have them', async () => {
    refusesFields(100);
    done(`${pageId}/subscribed_apps`);
    accepts('me/messenger_profile', { result: 'success' });

    expect(await create().setUp()).toMatchObject({ ok: true });
    expect(calls[1]?.body).toEqual({ subscribed_fields: needed });
    expect(house.notices).toEqual(['extra_fields_refused 100']);
  });

  it('does not read the feed where comments get no answer', async () => {
    done(`${pageId}/subscribed_apps`);
    accepts('me/messenger_profile', { result: 'success' });

    await create({ privateReplies: false }).setUp();

    expect(JSON.stringify(calls[0]?.body)).not.toContain('feed');
  });

  it('says as data that the token is dead', async () => {
    refusesFields(190);

    expect(await create().setUp()).toMatchObject({ ok: false, error: { code: 'token_dead' } });
  });

  it('has a menu whose every line is understood, within the limits', async () => {
    const content = (path: string): unknown =>
      parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8'));
    const book = content('flows/book.yaml') as { commands: object };
    const typed = (['vi', 'en'] as const).flatMap((language) => {
      const file = content(`content/${language}/shared/commands.yaml`) as Record<string, object>;
      return [file.commands, file.shortcuts].flatMap((group) => Object.values(group ?? {}).flat());
    });
    done(`${pageId}/subscribed_apps`);
    accepts('me/messenger_profile', { result: 'success' });

    await create().setUp();

    const { greeting, persistent_menu: menus } = calls[1]?.body as {
      greeting: { text: string }[];
      persistent_menu: { call_to_actions: { type: string; title: string; payload: string }[] }[];
    };
    for (const { text } of greeting) expect(text.length).toBeLessThanOrEqual(160);
    for (const { call_to_actions: lines } of menus) {
      expect(lines.length).toBeLessThanOrEqual(20);
      for (const { type, title, payload } of lines) {
        expect([type, title.length <= 20]).toEqual(['postback', true]);
        const isUnderstood = payload in book.commands || typed.includes(title.toLowerCase());
        expect([title, isUnderstood]).toEqual([title, true]);
      }
    }
  });
});

describe('the health of a page', () => {
  const page = () => vendor('GET', pageId, 200, { name: 'Phường Thử Nghiệm', id: pageId });
  const apps = (fields: readonly string[]) =>
    vendor('GET', `${pageId}/subscribed_apps`, 200, {
      data: fields.length > 0 ? [{ id: appId, subscribed_fields: fields }] : [],
    });
  const templates = (status: number, body: object) =>
    vendor('GET', `${pageId}/message_templates`, status, body);
  const all = [
    'messages',
    'messaging_postbacks',
    'messaging_optins',
    'message_deliveries',
    'message_reads',
    'messaging_referrals',
    'message_echoes',
    'message_reactions',
    'feed',
  ];

  it('is told in plain words', async () => {
    page();
    apps(all);
    templates(400, { error: { code: 200 } });

    expect(await create().checkHealth()).toEqual({
      ok: true,
      value: { detail: 'Trang “Phường Thử Nghiệm” hoạt động, nhận 9 loại sự kiện' },
    });
  });

  it('warns of events that do not come and of templates that cannot go', async () => {
    page();
    apps(all.slice(1));
    templates(200, {
      data: [
        { name: 'nhac_hen', status: 'APPROVED' },
        { name: 'ho_so', status: 'REJECTED' },
      ],
    });

    expect(await create().checkHealth()).toMatchObject({
      value: {
        warnings: [
          'Trang chưa gửi về các sự kiện: messages; khởi động lại để đăng ký lại',
          'Mẫu tin ho_so không dùng được (REJECTED)',
        ],
      },
    });
  });

  it('warns when the vendor has unsubscribed the page, or keeps the templates to itself', async () => {
    page();
    apps([]);
    templates(400, { error: { code: 2 } });

    const health = await create().checkHealth();

    expect(health.ok && health.value.warnings).toEqual([
      `Trang chưa gửi về các sự kiện: ${all.join(', ')}; khởi động lại để đăng ký lại`,
      'Chưa đọc được danh sách mẫu tin (2)',
    ]);
  });

  it('is bad when the page refuses the token', async () => {
    vendor('GET', pageId, 401, { error: { code: 190 } });

    expect(await create().checkHealth()).toMatchObject({ error: { code: 'token_dead' } });
  });
});

describe('templates of a page', () => {
  const graph = () => createGraph({ http: house.host.http, pageId, config: MessengerConfig.parse(secrets) });
  const path = `${pageId}/message_templates`;

  it('are handed in for a verdict', async () => {
    accepts(path, { id: '42', status: 'APPROVED' });

    const created = await createUtilityTemplate(graph(), {
      name: 'ho_so_cap_nhat_vi',
      body: 'Hồ sơ {{1}} đã có kết quả.',
      examples: { '1': 'H26-001' },
    });

    expect(created).toEqual({ ok: true, value: { id: '42', status: 'APPROVED' } });
    expect(calls[0]?.body).toEqual({
      name: 'ho_so_cap_nhat_vi',
      language: 'vi',
      category: 'UTILITY',
      components: [
        { type: 'BODY', text: 'Hồ sơ {{1}} đã có kết quả.', example: { body_text: [['H26-001']] } },
      ],
    });
  });

  it('name their places where the places have names', async () => {
    accepts(path, { id: '42' });

    await createUtilityTemplate(graph(), { name: 'a', body: '{{ho_so}}', examples: { ho_so: 'H26-001' } });

    expect(calls[0]?.body).toMatchObject({
      components: [{ example: { body_text_named_params: [{ param_name: 'ho_so', example: 'H26-001' }] } }],
    });
  });

  it('are listed page after page', async () => {
    const data = (name: string) => [{ name, status: 'APPROVED', language: 'vi' }];
    vendor('GET', path, 200, { data: data('a'), paging: { cursors: { after: 'x' } } });
    vendor('GET', path, 200, { data: data('b'), paging: {} });

    const listed = await listTemplates(graph());

    expect(listed.ok && listed.value.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('have a verdict, or none', async () => {
    const answer = () => vendor('GET', path, 200, { data: [{ name: 'ho_so', status: 'PENDING' }] });
    answer();
    answer();

    expect(await templateStatus(graph(), 'ho_so')).toEqual({ ok: true, value: 'PENDING' });
    expect(await templateStatus(graph(), 'khac')).toEqual({ ok: true, value: undefined });
  });
});

describe('files of citizens', () => {
  const files = 'https://cdn.example';
  const address = `${files}/v/bien-nhan.jpg?oe=1`;
  /** Without our token: the address is not ours. */
  const answers = (status: number, bytes: number) =>
    nock(files, { badheaders: ['authorization'] })
      .get('/v/bien-nhan.jpg?oe=1')
      .reply(status, Buffer.alloc(bytes));

  it('are fetched from their address, without our token', async () => {
    answers(200, 10);

    expect(await create().download(address, 10)).toEqual({ ok: true, value: Buffer.alloc(10) });
  });

  it.each([
    ['too large', 200, 11, 'too_large'],
    ['gone', 404, 0, 'not_found'],
    ['past their time', 403, 0, 'not_found'],
    ['moved', 302, 0, 'unreachable'],
    ['out of reach', 503, 0, 'unreachable'],
  ])('can be %s', async (_name, status, bytes, code) => {
    answers(status, bytes);

    expect(await create().download(address, 10)).toEqual({ ok: false, error: { code } });
  });

  it.each(['http://cdn.example/a.jpg', 'file:///etc/passwd', 'not an address'])(
    'are not fetched from %s',
    async (url) => {
      expect(await create().download(url, 10)).toEqual({ ok: false, error: { code: 'not_found' } });
    },
  );

  it('may come over plain http from a stand-in', async () => {
    nock('http://stand-in.example').get('/a.jpg').reply(200, Buffer.alloc(3));

    const channel = create({ graphUrl: 'http://stand-in.example' });

    expect(await channel.download('http://stand-in.example/a.jpg', 10)).toMatchObject({ ok: true });
  });
});

describe('the account of a page', () => {
  const { environment } = messenger;
  const given = {
    MESSENGER_PAGE_ID: pageId,
    MESSENGER_PAGE_TOKEN: secrets.pageToken,
    MESSENGER_APP_SECRET: appSecret,
    MESSENGER_VERIFY_TOKEN: secrets.verifyToken,
  };

  it('is described by the environment and makes a channel', async () => {
    const account = environment?.account({ ...given, MESSENGER_GRAPH_URL: root });

    expect(account).toEqual({ externalId: pageId, settings: { graphUrl: root }, secrets });
    expect(account && messenger.create?.(account, house.host).id).toBe('messenger');
    expect(environment?.mistakes(given)).toEqual([]);
    expect(environment?.account({})).toBeUndefined();
  });

  it('needs all its parts', () => {
    expect(environment?.mistakes({ MESSENGER_PAGE_ID: pageId, MESSENGER_PAGE_TOKEN: 'x' })).toEqual([
      'MESSENGER_APP_SECRET: cần có khi đã đặt MESSENGER_PAGE_ID',
      'MESSENGER_VERIFY_TOKEN: cần có khi đã đặt MESSENGER_PAGE_ID',
    ]);
    expect(environment?.mistakes({ MESSENGER_PAGE_TOKEN: 'x' })).toEqual([
      'MESSENGER_PAGE_ID: cần có khi đã đặt MESSENGER_PAGE_TOKEN',
    ]);
  });

  it.each([
    ['a version that cannot be one', { graphVersion: '25' }],
    ['an app that is no number', { appId: 'ứng dụng' }],
    ['an address that is none', { graphUrl: 'graph.facebook.com' }],
    ['an empty secret, which would open the door', { appSecret: '' }],
  ])('refuses %s', (_name, wrong) => {
    expect(messenger.account?.safeParse({ ...secrets, ...wrong }).success).toBe(false);
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
