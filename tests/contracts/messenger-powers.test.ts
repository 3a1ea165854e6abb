import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createGraph } from '../../src/channels/messenger/client/graph.ts';
import {
  createUtilityTemplate,
  listTemplates,
  templateStatus,
} from '../../src/channels/messenger/client/templates.ts';
import { MessengerConfig } from '../../src/channels/messenger/config.ts';
import { messenger } from '../../src/channels/messenger/kind.ts';
import { appId, appSecret, pageId } from '../fixtures/messenger-webhooks.ts';
import {
  accepts,
  create,
  graphRoot,
  secrets,
  useMessengerWire,
  vendor,
  wire,
} from '../support/messenger-wire.ts';

useMessengerWire();

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

    expect(wire.calls[0]?.body).toEqual({
      subscribed_fields: `${needed},message_edits,message_template_status_update`,
    });
    expect(wire.calls[1]?.body).toMatchObject({
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
    expect(wire.calls[1]?.body).toEqual({ subscribed_fields: needed });
    expect(wire.house.notices).toEqual(['fields_refused 100']);
  });

  it('does without comments where the app may not see them', async () => {
    refusesFields(200);
    refusesFields(200);
    done(`${pageId}/subscribed_apps`);
    accepts('me/messenger_profile', { result: 'success' });

    expect(await create().setUp()).toMatchObject({ ok: true });
    expect(wire.calls[2]?.body).toEqual({ subscribed_fields: needed.replace(',feed', '') });
    expect(wire.house.notices).toEqual(['fields_refused 200', 'fields_refused 200']);
  });

  it('does not read the feed where comments get no answer', async () => {
    done(`${pageId}/subscribed_apps`);
    accepts('me/messenger_profile', { result: 'success' });

    await create({ privateReplies: false }).setUp();

    expect(JSON.stringify(wire.calls[0]?.body)).not.toContain('feed');
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

    const { greeting = [], persistent_menu: menus = [] } = (wire.calls[1]?.body ?? {}) as {
      greeting?: { text: string }[];
      persistent_menu?: { call_to_actions: { type: string; title: string; payload: string }[] }[];
    };
    expect([greeting.length, menus.length]).toEqual([3, 3]);
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
  const graph = () =>
    createGraph({ http: wire.house.host.http, pageId, config: MessengerConfig.parse(secrets) });
  const path = `${pageId}/message_templates`;

  it('are handed in for a verdict', async () => {
    accepts(path, { id: '42', status: 'APPROVED' });

    const created = await createUtilityTemplate(graph(), {
      name: 'ho_so_cap_nhat_vi',
      body: 'Hồ sơ {{1}} đã có kết quả.',
      examples: { '1': 'H26-001' },
    });

    expect(created).toEqual({ ok: true, value: { id: '42', status: 'APPROVED' } });
    expect(wire.calls[0]?.body).toEqual({
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

    expect(wire.calls[0]?.body).toMatchObject({
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
    const account = environment?.account({ ...given, MESSENGER_GRAPH_URL: graphRoot });

    expect(account).toEqual({ externalId: pageId, settings: { graphUrl: graphRoot }, secrets });
    expect(account && messenger.create?.(account, wire.house.host).id).toBe('messenger');
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
