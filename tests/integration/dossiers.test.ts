import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSpokenTexts, type Speak } from '../../src/catalog/spoken-texts.ts';
import type { WardId } from '../../src/core/ids.ts';
import { err } from '../../src/core/result.ts';
import type { AbilityResult } from '../../src/features/conversations/ability.ts';
import {
  changeNotice,
  createDossierAbilities,
  createWardSource,
  type DossierSource,
  type ImportedDossiers,
  importDossiers,
  refreshFollowed,
  retryPendingLookups,
} from '../../src/features/dossiers/index.ts';
import { createHttpClient } from '../../src/lib/http-client.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { type StandInServer, startStandInServer } from '../support/stand-in-server.ts';
import {
  createTestCitizen,
  createTestWard,
  openTestDatabase,
  type TestCitizen,
  type TestDatabase,
} from '../support/test-database.ts';

const seal = createSeal('a secret for these tests only');
const code = 'H29.137-261101-0001';
const other = 'H29.137-261101-0002';
const start = Date.parse('2026-11-22T10:00:00+07:00');
const minute = 60_000;

let test: TestDatabase;
let speak: Speak;
let ward: WardId;
let elsewhere: WardId;
let made = 0;
let citizen: TestCitizen;
let now = start;
const http = createHttpClient();
const warnings: unknown[] = [];
const source = createWardSource({
  http,
  seal,
  clock: { now: () => now },
  log: { warn: (data) => warnings.push(data) },
});

beforeAll(async () => {
  test = await openTestDatabase();
  speak = await loadSpokenTexts('content');
});
afterAll(async () => {
  http.close();
  await test.close();
});
beforeEach(async () => {
  made += 1;
  now = start;
  ward = await createTestWard(test.database, `ward-${made}`);
  elsewhere = await createTestWard(test.database, `elsewhere-${made}`);
  citizen = await newCitizen(ward);
});

let citizens = 0;
const newCitizen = (of: WardId): Promise<TestCitizen> => {
  citizens += 1;
  return createTestCitizen(test.database, of, `citizen-${citizens}`);
};

const headings = 'Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,SĐT,Số CCCD,Chủ hồ sơ,Giấy tờ bổ sung';
const row = (of: string, state = 'Đang xử lý', missing = ''): string =>
  `${of},${state},20/11/2026,25/11/2026,0900001234,000000005678,Nguyễn Văn Mẫu,${missing}`;

function load(lines: readonly string[], dryRun = false, into = ward): Promise<ImportedDossiers> {
  const stream = Readable.from([Buffer.from([headings, ...lines].join('\n'))]);
  return test.database.forWard(into, (tx) =>
    importDossiers(tx, { name: 'export.csv', stream }, { seal, dryRun, now }),
  );
}

function ask(
  name: 'find_dossier' | 'subscribe_dossier',
  args: Record<string, string>,
  by = citizen,
  from: DossierSource = source,
): Promise<AbilityResult | undefined> {
  const abilities = createDossierAbilities({
    source: from,
    seal,
    speak,
    fetchFile: async () => err('unavailable' as const),
    phoneOf: () => undefined,
  });
  return test.database.forWard(by.wardId, async (tx) =>
    abilities[name]?.({ tx, ...by, language: 'vi', now }, args),
  );
}
const find = (of: string, secret: string, by = citizen) => ask('find_dossier', { code: of, secret }, by);

describe('an import', () => {
  it('counts, and a second run of the same file changes nothing', async () => {
    const lines = [row(code), row(other), row('sai-mã'), row(code), row(''), 'H29-261101-0003,x,31/02/2026'];

    const first = await load(lines);
    const again = await load(lines);

    expect(first.counts).toEqual({
      read: 6,
      created: 2,
      updated: 0,
      unchanged: 0,
      rejected: [
        { line: 4, code: 'sai-mã', reason: 'bad_code_shape' },
        { line: 5, code, reason: 'duplicate_code' },
        { line: 6, code: '', reason: 'missing_code' },
        { line: 7, code: 'H29-261101-0003', reason: 'bad_received_date' },
      ],
    });
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  it('in a dry run counts the same and stores nothing', async () => {
    expect((await load([row(code)], true)).counts).toMatchObject({ created: 1 });
    expect((await load([row(code)])).counts).toMatchObject({ created: 1 });
  });

  it('remembers the headings of the ward', async () => {
    await load([row(code)]);
    const [mapping] = await test.database.forWard(ward, (tx) =>
      tx.query('select mapping from import_mapping'),
    );
    expect(mapping).toMatchObject({ mapping: { code: 'mahoso', phone: 'sdt' } });
  });

  it('keeps no name, phone or id anywhere', async () => {
    await load([row(code)]);
    const kept = JSON.stringify(await test.database.systemQuery('select * from dossier'));
    expect(kept).not.toMatch(/0900001234|000000005678|Nguyễn|"1234"|"5678"/);
  });

  it('of 20,000 rows is one transaction in little memory', async () => {
    function* file(): Generator<Buffer> {
      yield Buffer.from(`${headings}\n`);
      for (let at = 0; at < 20_000; at += 1) {
        yield Buffer.from(`${row(`H29.137-261101-${String(at).padStart(5, '0')}`)}\n`);
      }
    }
    const done = await test.database.forWard(ward, (tx) =>
      importDossiers(tx, { name: 'x.csv', stream: Readable.from(file()) }, { seal, dryRun: false, now }),
    );
    expect(done.counts).toMatchObject({ read: 20_000, created: 20_000, rejected: [] });
  });

  it('that breaks in the middle leaves nothing', async () => {
    async function* file(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${headings}\n`);
      for (let at = 0; at < 1_200; at += 1) yield Buffer.from(`${row(`H29.1-261101-${1_000 + at}`)}\n`);
      throw new Error('the upload broke');
    }
    const broken = test.database.forWard(ward, (tx) =>
      importDossiers(tx, { name: 'x.csv', stream: Readable.from(file()) }, { seal, dryRun: false, now }),
    );
    await expect(broken).rejects.toThrow('the upload broke');
    expect(await test.database.systemQuery('select 1 from dossier where ward_id = $1', [ward])).toEqual([]);
  });

  it('without a column of codes is refused', async () => {
    const stream = Readable.from([Buffer.from('a,b\n1,2\n')]);
    const refused = test.database.forWard(ward, (tx) =>
      importDossiers(tx, { name: 'x.csv', stream }, { seal, dryRun: false, now }),
    );
    await expect(refused).rejects.toMatchObject({ code: 'dossiers_no_code_column' });
  });
});

describe('a look-up', () => {
  it('tells the dossier by the last 4 digits of phone or id, or by a verified phone', async () => {
    await load([row(code)]);

    const found = await find(' h29.137 – 261101 – 0001', '1234');
    expect(found).toMatchObject({ outcome: 'found', values: { code } });
    expect(found?.values.text).toContain('Hẹn trả kết quả: 25/11/2026.');
    expect(await find(code, '5678')).toMatchObject({ outcome: 'found' });
    const byPhone = (phone: string) => ask('find_dossier', { code, secret: '', verifiedPhone: phone });
    expect(await byPhone('+84 900 001 234')).toMatchObject({ outcome: 'found' });
    expect(await byPhone('0911001234')).toEqual({ outcome: 'no_match', values: {} });
  });

  it('gives exactly the same for a wrong code, wrong digits and digits of the wrong shape', async () => {
    await load([row(code)]);
    const wrong = { outcome: 'no_match', values: {} };
    expect(await find(other, '1234')).toEqual(wrong);
    expect(await find(code, '9999')).toEqual(wrong);
    expect(await find(code, '')).toEqual(wrong);
    expect(await find('rubbish', 'rubbish')).toEqual(wrong);
  });

  it('is not possible from another ward', async () => {
    await load([row(code)]);
    expect(await find(code, '1234', await newCitizen(elsewhere))).toEqual({
      outcome: 'no_match',
      values: {},
    });
  });

  it('is locked after 5 failures of one citizen, until the first is an hour old', async () => {
    await load([row(code)]);
    for (let i = 0; i < 5; i += 1) {
      expect((await find(code, '0000'))?.outcome).toBe('no_match');
      now += minute;
    }
    expect(await find(code, '1234')).toEqual({ outcome: 'locked', values: { minutes: 55 } });
    expect((await find(code, '1234', await newCitizen(ward)))?.outcome).toBe('found');
    now = start + 60 * minute;
    expect((await find(code, '1234'))?.outcome).toBe('found');
  });

  it('is locked after 20 failures of one code by anybody, also when they come at the same time', async () => {
    await load([row(code), row(other)]);
    const crowd = await Promise.all(Array.from({ length: 30 }, () => newCitizen(ward)));
    const outcomes = await Promise.all(crowd.map((one) => find(code, '0000', one)));
    expect(outcomes.filter((one) => one?.outcome === 'no_match')).toHaveLength(20);
    expect((await find(code, '1234'))?.outcome).toBe('locked');
    expect((await find(other, '1234'))?.outcome).toBe('found');
  });
});

describe('a subscription', () => {
  const wish = (by = citizen) => ask('subscribe_dossier', { code }, by);

  it('is only for somebody who has just looked the dossier up', async () => {
    await load([row(code)]);
    expect((await wish())?.outcome).toBe('not_allowed');
    await find(code, '0000');
    expect((await wish())?.outcome).toBe('not_allowed');
    await find(code, '1234');
    expect((await wish(await newCitizen(ward)))?.outcome).toBe('not_allowed');
    expect((await wish())?.outcome).toBe('done');
    expect((await wish())?.outcome).toBe('already');
  });

  it('cannot be made a day after the look-up', async () => {
    await load([row(code)]);
    await find(code, '1234');
    now += 25 * 60 * minute;
    expect((await wish())?.outcome).toBe('not_allowed');
  });

  it('tells each change of state once', async () => {
    await load([row(code)]);
    await find(code, '1234');
    await wish();

    expect((await load([row(code)])).changes).toEqual([]);
    expect((await load([row(code, 'Chờ bổ sung', 'Tờ khai')], true)).changes).toEqual([]);
    const { changes } = await load([row(code, 'Chờ bổ sung', 'Tờ khai')]);
    const again = await load([row(code, 'Chờ bổ sung', 'Tờ khai')]);

    expect(changes).toMatchObject([
      { conversationId: citizen.conversationId, code, facts: { state: 'needs_papers' } },
    ]);
    expect(changes.map((change) => changeNotice(change, speak, now))[0]).toContain('- Tờ khai');
    expect(again.changes).toEqual([]);
  });

  it('is silent for those who looked it up without subscribing, blocked us or said stop', async () => {
    await load([row(code)]);
    const [blocked, stopped] = [await newCitizen(ward), await newCitizen(ward)];
    for (const one of [citizen, blocked, stopped]) await find(code, '1234', one);
    for (const one of [blocked, stopped]) await wish(one);
    await test.database.systemQuery('update identity set blocked_at = now() where id = $1', [
      blocked.conversationId,
    ]);
    await test.database.systemQuery('update identity set opted_out_at = now() where id = $1', [
      stopped.conversationId,
    ]);
    expect((await load([row(code, 'Đã có kết quả')])).changes).toEqual([]);
  });
});

describe('a one-stop system over HTTP', () => {
  let system: StandInServer;
  beforeEach(async () => {
    system = await startStandInServer();
    system.answer = () => ({
      body: { data: { trangThai: 'DXL', dienThoai: '0900001234', thieu: ['Tờ khai'] } },
    });
    const settings = {
      kind: 'http',
      url: `${system.url}/api/{code}`,
      headers: { 'x-key': `sealed:${seal.seal('dossier-source', 'the key')}` },
      root: 'data',
      fields: { state: 'trangThai', phone: 'dienThoai', missing: 'thieu' },
      states: { DXL: 'processing' },
    };
    await test.database.systemQuery(
      `update ward set settings = jsonb_build_object('dossierSource', $2::jsonb) where id = $1`,
      [ward, JSON.stringify(settings)],
    );
  });
  afterEach(() => system.close());
  const retry = () =>
    test.database.forWard(ward, (tx) => retryPendingLookups(tx, { source, seal, speak }, now));

  it('is asked with the opened key, and its answer is told', async () => {
    const found = await find(code, '1234');
    expect(found?.values.text).toContain('- Tờ khai');
    expect(system.requests).toMatchObject([{ path: `/api/${code}`, headers: { 'x-key': 'the key' } }]);
    system.answer = () => ({ status: 404 });
    expect((await find(other, '1234'))?.outcome).toBe('no_match');
  });

  it('when down is asked twice, then what it last said is told with its time', async () => {
    await find(code, '1234');
    system.answer = () => ({ status: 503 });
    now += 90 * minute;
    const asked = system.requests.length;

    const found = await find(code, '1234');

    expect(found?.values.text).toContain('thông tin lúc 10:00 ngày 22/11/2026');
    expect(system.requests.length - asked).toBe(2);
  });

  it('when down does not betray which codes it knew', async () => {
    await find(code, '1234');
    system.answer = () => ({ status: 503 });
    expect(await find(code, '0000')).toEqual({ outcome: 'source_down', values: {} });
    expect(await find(other, '0000')).toEqual({ outcome: 'source_down', values: {} });
  });

  it('when down keeps the request and answers when it is back', async () => {
    system.answer = () => ({ status: 503 });
    expect((await find(code, '1234'))?.outcome).toBe('source_down');
    for (let i = 0; i < 8; i += 1) expect((await find(code, '1234'))?.outcome).toBe('source_down');
    const kept = await test.database.systemQuery('select sealed from pending_lookup where ward_id = $1', [
      ward,
    ]);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('1234"');

    now += 2 * minute;
    expect(await retry()).toEqual([]);
    now += 60 * minute;
    system.answer = () => ({ body: { data: { trangThai: 'DXL', dienThoai: '0900001234' } } });
    const answers = await retry();

    expect(answers).toMatchObject([{ conversationId: citizen.conversationId }]);
    expect(answers[0]?.text).toContain('Đang được xử lý');
    expect(await retry()).toEqual([]);
  });

  it('is asked hourly for those who follow a dossier, and a change is told once', async () => {
    await find(code, '1234');
    await ask('subscribe_dossier', { code });
    const refresh = () => test.database.forWard(ward, (tx) => refreshFollowed(tx, source, now));
    const asked = system.requests.length;
    expect(await refresh()).toEqual([]);
    expect(system.requests.length).toBe(asked);

    now += 61 * minute;
    expect(await refresh()).toEqual([]);
    now += 61 * minute;
    system.answer = () => ({ body: { data: { trangThai: 'Đã có kết quả', dienThoai: '0900001234' } } });
    expect(await refresh()).toMatchObject([{ code, facts: { state: 'ready' } }]);
    now += 61 * minute;
    expect(await refresh()).toEqual([]);
  });

  it('keeps nothing of a dossier that nobody proved to be theirs', async () => {
    await find(code, '0000');
    expect(await test.database.systemQuery('select 1 from dossier where ward_id = $1', [ward])).toEqual([]);
  });

  it('that stays down is given up after two days, and the citizen is told', async () => {
    system.answer = () => ({ status: 503 });
    await find(code, '1234');
    now += 49 * 60 * minute;
    expect((await retry())[0]?.text).toContain('Rất tiếc');
    expect(await retry()).toEqual([]);
  });

  it('that fails again and again is left in peace for a while', async () => {
    system.answer = () => ({ status: 503 });
    for (let i = 0; i < 6; i += 1) await find(code, '1234', await newCitizen(ward));
    const asked = system.requests.length;
    await find(code, '1234', await newCitizen(ward));
    expect(system.requests.length).toBe(asked);
  });

  it('leaves no code, digits or phone in the log', async () => {
    await find(code, '1234');
    warnings.length = 0;
    system.answer = () => ({ status: 503 });
    await find(code, '1234');
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).not.toMatch(/H29\.137|0900001234|Tờ khai/);
  });
});
