import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSecrets } from '../../src/features/accounts/index.ts';
import { verifyAudit } from '../../src/features/staff/index.ts';
import { localDate } from '../../src/rules/local-day.ts';
import { call, createPerson, openConsole, type TestConsole, type TestPerson } from '../support/console.ts';
import { createTestWard } from '../support/test-database.ts';

let console: TestConsole;
let admin: TestPerson;
beforeAll(async () => {
  console = await openConsole();
  admin = await createPerson(console, ['admin']);
});
afterAll(() => console.close());

const ask = (address: string, body?: unknown) =>
  call(console, address, { as: admin.cookie, ...(body === undefined ? {} : { body }) });
const day = (offset: number): string => localDate(Date.now() + offset * 86_400_000);
const find = <Row extends object>(rows: readonly Row[], wanted: Partial<Row>): Row | undefined =>
  rows.find((row) => Object.entries(wanted).every(([key, value]) => row[key as keyof Row] === value));

describe('a list of the ward', () => {
  it.each([
    ['offices', { code: 'moi', name: 'Phòng mới' }, { phone: '0900 000 001', aliases: ['phòng cũ'] }],
    ['neighbourhoods', { code: 'kp-9', name: 'Khu phố 9' }, { headReceivesFirst: true }],
    [
      'categories',
      { code: 'cay-xanh', vi: 'Cây xanh', en: 'Trees' },
      { needsApproval: true, insteadVi: 'Gọi 115' },
    ],
    [
      'templates',
      { category: 'dien', title: 'Đã nhận', body: 'Phường đã nhận {code}.' },
      { title: 'Đã tiếp nhận' },
    ],
  ])('%s: rows are added, changed, closed and opened again', async (name, row, change) => {
    const added = await ask(`POST /admin/${name}`, row);
    expect(added.status).toBe(200);
    const made = find<Record<string, unknown>>(added.body[name], row);
    expect(made).toMatchObject({ closed: false });
    const key = made?.id ?? made?.code;

    const changed = await ask(`PATCH /admin/${name}/${key}`, { ...change, closed: true });
    expect(changed.body[name]).toContainEqual({ ...made, ...change, closed: true });
    const again = await ask(`PATCH /admin/${name}/${key}`, { closed: false });
    expect(again.body[name]).toContainEqual({ ...made, ...change, closed: false });
    expect((await ask(`GET /admin/${name}`)).body).toEqual(again.body);
    if (name !== 'templates') expect((await ask(`POST /admin/${name}`, row)).code).toBe('code_taken');
    expect((await ask(`PATCH /admin/${name}/99999`, { closed: true })).code).toBe('not_found');
  });

  it('stands in the order of the Vietnamese alphabet, in menus too', async () => {
    for (const [code, name] of [
      ['z-doi', 'Đội Trật tự'],
      ['z-dan', 'Dân phòng'],
      ['z-em', 'Em nhỏ'],
      ['z-an', 'Ấn chỉ'],
    ])
      await ask('POST /admin/offices', { code, name });
    const added = (rows: readonly { code: string; name: string }[]) =>
      rows.filter(({ code }) => code.startsWith('z-')).map(({ name }) => name);
    const sorted = ['Ấn chỉ', 'Dân phòng', 'Đội Trật tự', 'Em nhỏ'];
    expect(added((await ask('GET /admin/offices')).body.offices)).toEqual(sorted);
    expect(added((await ask('GET /lookups')).body.offices)).toEqual(sorted);
  });

  it('keeps what is still needed open', async () => {
    const { offices } = (await ask('GET /admin/offices')).body;
    const used = find<{ id: number; code: string }>(offices, { code: 'kinh-te' });
    expect((await ask(`PATCH /admin/offices/${used?.id}`, { closed: true })).code).toBe('still_used');
    expect((await ask('PATCH /admin/categories/dien', { closed: true })).code).toBe('still_used');
  });

  it.each([
    ['POST /admin/offices', { code: 'Viết Hoa', name: 'x' }, 'bad_input'],
    ['POST /admin/offices', { code: 'abc', name: '' }, 'bad_input'],
    ['POST /admin/offices', { code: 'abc', name: 'x', owner: 1 }, 'bad_input'],
    ['POST /admin/templates', { category: null, title: 'x', body: 'Kính gửi {ten}' }, 'bad_input'],
    ['POST /admin/templates', { category: 'khong-co', title: 'x', body: 'x' }, 'unknown_reference'],
  ])('takes no nonsense: %s %j', async (address, body, code) => {
    expect((await ask(address, body)).code).toBe(code);
  });

  it('of another ward is neither shown nor changed', async () => {
    const other = await createTestWard(console.front.db, 'phuong-khac');
    const [row] = await console.front.db.systemQuery<{ id: number }>(
      `insert into office (ward_id, code, name) values ($1, 'kin', 'Phòng kín') returning id`,
      [other],
    );
    expect((await ask('GET /admin/offices')).body.offices).not.toContainEqual(
      expect.objectContaining({ code: 'kin' }),
    );
    expect((await ask(`PATCH /admin/offices/${row?.id}`, { name: 'Của tôi' })).code).toBe('not_found');
    const rule = { officeId: row?.id, effectiveFrom: day(0) };
    expect((await ask('POST /admin/routing-rules', rule)).code).toBe('unknown_reference');
  });
});

describe('a rule', () => {
  const officeId = async (): Promise<number> =>
    find<{ id: number; code: string }>((await ask('GET /admin/offices')).body.offices, { code: 'kinh-te' })
      ?.id ?? 0;

  it('of routing is added from today on, and ended, never edited', async () => {
    const rule = {
      category: 'dien',
      keyword: 'trạm biến áp',
      officeId: await officeId(),
      effectiveFrom: day(0),
    };
    const { rules } = (await ask('POST /admin/routing-rules', rule)).body;
    const made = find<{ id: number; keyword: string }>(rules, { keyword: 'trạm biến áp' });
    expect(made).toMatchObject({ ...rule, neighbourhoodId: null, effectiveTo: null });

    const end = (body: object) => ask(`PATCH /admin/routing-rules/${made?.id}`, body);
    expect((await end({ officeId: 1 })).code).toBe('bad_input');
    expect((await end({ effectiveTo: day(-2) })).code).toBe('bad_dates');
    expect((await end({ effectiveTo: day(3) })).body.rules).toContainEqual({ ...made, effectiveTo: day(3) });
  });

  it('of the law or the starter pack is told with its basis, until the ward has its own', async () => {
    type Law = { law: { id: string; legalBasis: string; confidence: string; value: number }[] };
    const law = async () => ((await ask('GET /admin/deadline-rules')).body as Law).law;
    const provisional = (await law()).find(({ id }) => id === 'suggestion.answer');
    expect(provisional).toMatchObject({
      confidence: 'GK',
      value: 7,
      legalBasis: expect.stringMatching(/Mức tạm dùng/),
    });
    const own = { kind: 'suggestion', step: 'answer', value: 10, unit: 'working_day' };
    const rule = { ...own, legalBasis: 'Quyết định của tỉnh', effectiveFrom: day(0) };
    const { body } = await ask('POST /admin/deadline-rules', rule);
    expect(body.law.map(({ id }: { id: string }) => id)).not.toContain('suggestion.answer');
    expect(await law()).toEqual(body.law);
  });

  it('that was a mistake is ended on the day on which it began, and its like is added then', async () => {
    const routing = { keyword: 'Vỉa hè', officeId: await officeId(), effectiveFrom: day(0) };
    const deadline = {
      kind: 'question',
      step: 'answer',
      value: 70,
      unit: 'working_day',
      legalBasis: 'Quyết định của phường',
      effectiveFrom: day(0),
    };
    for (const [path, rule, like] of [
      ['routing-rules', routing, { ...routing, keyword: 'vỉa hè' }],
      ['deadline-rules', deadline, { ...deadline, value: 7 }],
    ] as const) {
      const [made] = (await ask(`POST /admin/${path}`, rule)).body.rules;
      expect((await ask(`POST /admin/${path}`, like)).code).toBe('rule_taken');
      const ended = await ask(`PATCH /admin/${path}/${made.id}`, { atOnce: true });
      expect(ended.body.rules).toContainEqual({ ...made, effectiveTo: day(-1) });
      expect((await ask(`POST /admin/${path}`, like)).body.rules[0]).toMatchObject(like);
    }
  });

  it('of the ward’s own deadlines is added with its basis', async () => {
    const rule = {
      kind: 'feedback',
      category: 'dien',
      urgent: true,
      step: 'answer',
      value: 3,
      unit: 'working_day',
      legalBasis: 'Quyết định của phường',
      effectiveFrom: day(1),
      effectiveTo: day(30),
    };
    const { rules } = (await ask('POST /admin/deadline-rules', rule)).body;
    expect(rules[0]).toMatchObject(rule);
    const calledOff = await ask(`PATCH /admin/deadline-rules/${rules[0].id}`, { effectiveTo: day(0) });
    expect(calledOff.body.rules[0].effectiveTo).toBe(day(0));
  });

  it.each([
    ['that began yesterday', { effectiveFrom: day(-1) }, 'bad_dates'],
    ['that ends before it begins', { effectiveFrom: day(5), effectiveTo: day(4) }, 'bad_input'],
    ['without a date', { effectiveFrom: '31/12/2026' }, 'bad_input'],
    [
      'for a category that there is not',
      { effectiveFrom: day(0), category: 'khong-co' },
      'unknown_reference',
    ],
  ])('is refused %s', async (_what, over, code) => {
    expect((await ask('POST /admin/routing-rules', { officeId: await officeId(), ...over })).code).toBe(code);
  });
});

describe('the ward', () => {
  it('changes its contacts; what is null is taken away, what is not named stays', async () => {
    const before = (await ask('GET /admin/ward')).body;
    const contacts = [{ name: 'Trực ban', phone: '0900 000 009' }];
    const changed = await ask('PATCH /admin/ward', { name: 'Phường Mới', contacts, hotline: null });
    expect(changed.body).toEqual({ ...before, name: 'Phường Mới', contacts, hotline: null });
    expect((await ask('PATCH /admin/ward', { website: 'không phải địa chỉ' })).code).toBe('bad_input');
  });

  it('changes its office hours, with holidays and days worked in exchange', async () => {
    const hours = {
      weekly: {
        mon: [
          { from: '07:00', to: '11:00' },
          { from: '13:00', to: '17:00' },
        ],
      },
      years: [
        {
          year: 2027,
          source: 'Thông báo của Bộ Nội vụ',
          closed: [{ date: '2027-02-05', name: 'Tết' }],
          worked: [{ date: '2027-02-13', name: 'Làm bù', as: 'mon' }],
        },
      ],
    };
    expect((await ask('PUT /admin/office-hours', hours)).body).toEqual(hours);
    expect((await ask('GET /admin/office-hours')).body).toEqual(hours);
    expect((await ask('GET /admin/ward')).body.name).toBe('Phường Mới');
  });

  it('keeps every version of its contacts and hours with who changed them, and goes back to any of them', async () => {
    const versions = async (kind: string) =>
      (await ask(`GET /admin/ward/versions?kind=${kind}`)).body.versions;
    const before = (await ask('GET /admin/ward')).body;
    const [kept] = await versions('contacts');
    expect(kept).toMatchObject({ state: 'live', contacts: { contacts: before.contacts, hotline: null } });
    await Promise.all([
      ask('PATCH /admin/ward', { contacts: [], website: 'https://phuong.example' }),
      ask('PATCH /admin/ward', { hotline: '0900 000 008' }),
    ]);
    await ask('PATCH /admin/ward', { name: before.name });
    const changed = await versions('contacts');
    expect(changed.map(({ version }: { version: number }) => version)).toEqual([4, 3, 2, 1]);
    expect(changed[0]).toMatchObject({
      state: 'live',
      author: { name: expect.any(String) },
      contacts: { contacts: [], hotline: '0900 000 008', website: 'https://phuong.example' },
    });
    expect(changed[3]).toMatchObject({ state: 'replaced', author: null });

    const restored = (await ask(`POST /admin/ward/versions/${kept.id}/restore`)).body.versions;

    expect(restored.map(({ state }: { state: string }) => state)).toEqual([
      'live',
      ...changed.map(() => 'replaced'),
    ]);
    expect((await ask('GET /admin/ward')).body).toEqual(before);

    const [hours, first] = await versions('hours');
    expect(first).toMatchObject({ version: 1, author: null, contacts: null });
    await ask(`POST /admin/ward/versions/${first.id}/restore`);
    expect((await ask('GET /admin/office-hours')).body).toEqual(first.hours);
    await ask(`POST /admin/ward/versions/${hours.id}/restore`);
    expect((await ask('GET /admin/office-hours')).body).toEqual(hours.hours);
    expect((await ask('POST /admin/ward/versions/999999/restore')).code).toBe('not_found');
  });

  const open = { mon: [{ from: '07:00', to: '11:00' }] };
  const year = (over: object) => ({ year: 2027, source: 'x', closed: [], worked: [], ...over });
  it.each([
    [
      'hours that overlap',
      {
        mon: [
          { from: '07:00', to: '12:00' },
          { from: '11:30', to: '17:00' },
        ],
      },
      [],
    ],
    ['an end before its beginning', { mon: [{ from: '17:00', to: '07:00' }] }, []],
    ['a clock that there is not', { mon: [{ from: '07:00', to: '25:00' }] }, []],
    ['a week without any hours', {}, []],
    ['a week of nothing but days off', { mon: [], sun: [] }, []],
    ['a year twice', open, [year({}), year({})]],
    ['a day of another year', open, [year({ closed: [{ date: '2026-02-05', name: 'x' }] })]],
    [
      'a day that is both closed and worked',
      open,
      [
        year({
          closed: [{ date: '2027-02-05', name: 'x' }],
          worked: [{ date: '2027-02-05', name: 'x', as: 'mon' }],
        }),
      ],
    ],
  ])('refuses %s', async (_what, weekly, years) => {
    expect((await ask('PUT /admin/office-hours', { weekly, years })).code).toBe('bad_input');
  });
});

describe('a channel account', () => {
  const variables = { TELEGRAM_BOT_TOKEN: '7001:a-token-that-nobody-sees', TELEGRAM_MODE: 'polling' };

  it('is connected by its variables; its secrets are sealed and never shown', async () => {
    const connected = await ask('POST /admin/accounts', { variables });
    expect(connected.status).toBe(200);
    expect(find<Record<string, unknown>>(connected.body.accounts, { channel: 'telegram' })).toMatchObject({
      externalId: '7001',
      state: 'working',
    });
    expect(JSON.stringify(connected.body)).not.toContain('a-token-that');
    expect(connected.body.channels).toContainEqual(expect.objectContaining({ channel: 'zalo-oa' }));
    const [row] = await console.front.db.systemQuery<{ secrets: string }>(
      `select secrets from channel_account where channel = 'telegram'`,
    );
    expect(row?.secrets).not.toContain('a-token-that');
    expect(openSecrets(console.front.seal, row?.secrets ?? '')).toMatchObject({
      ok: true,
      value: { token: variables.TELEGRAM_BOT_TOKEN },
    });
    const log = (await ask('GET /audit?action=accounts.connected')).body;
    expect(log.entries).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain('a-token-that');
  });

  it('goes on after a pause, and takes no setting that would stop it', async () => {
    await console.front.db.systemQuery(
      `update channel_account set paused_until = 'infinity', pause_reason = 'misconfigured' where channel = 'telegram'`,
    );
    const paused = find<{ id: number; channel: string }>((await ask('GET /admin/accounts')).body.accounts, {
      channel: 'telegram',
    });
    expect(paused).toMatchObject({ state: 'paused', pauseReason: 'misconfigured', pausedUntil: null });
    const change = (body: object) => ask(`PATCH /admin/accounts/${paused?.id}`, body);
    expect((await change({ settings: { apiRoot: 'https://elsewhere.example' } })).code).toBe('bad_input');
    expect((await change({ settings: { templates: { nothing: 1 } } })).code).toBe('bad_account');
    const changed = await change({ settings: { sendsPerSecond: 5 }, paused: false });
    expect(find<Record<string, unknown>>(changed.body.accounts, { channel: 'telegram' })).toMatchObject({
      state: 'working',
      settings: { sendsPerSecond: 5, mode: 'polling' },
    });
  });

  it.each([
    [{ TELEGRAM_MODE: 'polling' }],
    [{ DATABASE_URL: 'postgres://other' }],
    [{ ...variables, SMS_PROVIDER: 'kannel' }],
  ])('is refused with variables that do not describe one: %j', async (wrong) => {
    const refused = await ask('POST /admin/accounts', { variables: wrong });
    expect(refused.code).toBe('bad_account');
    expect(refused.body.error.faults.length).toBeGreaterThan(0);
  });

  it('of another ward is neither changed nor taken over', async () => {
    const other = await createTestWard(console.front.db, 'phuong-khac-nua');
    const [row] = await console.front.db.systemQuery<{ id: number }>(
      `insert into channel_account (ward_id, channel, external_id) values ($1, 'telegram', '7002') returning id`,
      [other],
    );
    const theirs = { ...variables, TELEGRAM_BOT_TOKEN: '7002:another-token' };
    expect((await ask('POST /admin/accounts', { variables: theirs })).code).toBe('account_taken');
    expect((await ask(`PATCH /admin/accounts/${row?.id}`, { paused: false })).code).toBe('not_found');
  });
});

it('everything that was changed here stands in the audit log, and its chain holds', async () => {
  const actions = new Set(
    (await ask('GET /audit?limit=200')).body.entries.map(({ action }: { action: string }) => action),
  );
  for (const action of [
    'offices.added',
    'categories.changed',
    'rules.added',
    'rules.ended',
    'ward.changed',
    'ward.office_hours_changed',
    'ward.version_restored',
    'accounts.changed',
  ])
    expect(actions).toContain(action);
  const named = new Map(
    (await ask('GET /audit?limit=200')).body.entries.map(
      ({ action, targetName }: { action: string; targetName: string | null }) => [action, targetName],
    ),
  );
  expect(named.get('offices.added')).toBe('Phòng mới');
  expect(named.get('categories.added')).toBe('Cây xanh');
  expect(named.get('rules.added')).toMatch(/→ |Quyết định/);
  expect(named.get('accounts.changed')).toBe('telegram 7001');
  expect(await verifyAudit(console.front.db, console.ward)).toMatchObject({ ok: true });
});
