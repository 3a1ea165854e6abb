import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ability } from '../../src/features/conversations/ability.ts';
import { createPrivacyAbilities, finishErasures } from '../../src/features/privacy/index.ts';
import {
  createTestCitizen,
  createTestWard,
  openTestDatabase,
  type TestCitizen,
  type TestDatabase,
} from '../support/test-database.ts';

const marker = 'BÍ-MẬT-CỦA-TÔI';
const address = 'platform-user-77';
let test: TestDatabase;
const abilities = createPrivacyAbilities();

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

let wards = 0;
async function newCitizen(): Promise<TestCitizen> {
  wards += 1;
  return createTestCitizen(
    test.database,
    await createTestWard(test.database, `ward-${wards}`),
    `${address}-${wards}`,
  );
}

const call = (name: string, by: TestCitizen): ReturnType<Ability> =>
  test.database.forWard(by.wardId, async (tx) => {
    const done = await abilities[name]?.({ tx, ...by, language: 'vi', now: 1_800_000_000_000 }, {});
    return done ?? { outcome: 'no such ability', values: {} };
  });
const finish = (by: TestCitizen): Promise<number> => test.database.forWard(by.wardId, finishErasures);

/** The citizen in every table that can hold one. */
async function plant({ wardId, accountId, conversationId: id }: TestCitizen): Promise<void> {
  const run = (sql: string, values: readonly unknown[]) => test.database.systemQuery(sql, values);
  const code = `H29-261101-${1000 + wards}`;
  await run('update identity set source = $2 where id = $1', [id, marker]);
  await run('update conversation set session = $2 where id = $1', [id, JSON.stringify({ said: marker })]);
  await run(
    `insert into inbound_event (ward_id, account_id, event_id, external_id, lane, payload, state, last_error)
     select $1, $2, $6, external_id, 0, $4, 'done', $5 from identity where id = $3`,
    [wardId, accountId, id, JSON.stringify({ text: marker }), marker, `event-${id}`],
  );
  await run(
    'insert into message (ward_id, account_id, conversation_id, body, state) values ($1, $2, $3, $4, $5)',
    [wardId, accountId, id, JSON.stringify({ text: marker }), 'delivered'],
  );
  await run('insert into handoff_request (ward_id, conversation_id, topic) values ($1, $2, $3)', [
    wardId,
    id,
    marker,
  ]);
  await run('insert into contact_fact (ward_id, conversation_id, name) values ($1, $2, $3)', [
    wardId,
    id,
    'flow:x',
  ]);
  await run(
    `insert into dossier (ward_id, code, facts, content_hash) values ($1, $2, '{"state":"received"}', '')`,
    [wardId, code],
  );
  await run(
    `insert into dossier_subscription (ward_id, dossier_id, conversation_id, told_hash)
     select $1, id, $2, $3 from dossier where ward_id = $1`,
    [wardId, id, marker],
  );
  await run('insert into pending_lookup (ward_id, conversation_id, sealed) values ($1, $2, $3)', [
    wardId,
    id,
    marker,
  ]);
  await run(
    `insert into stored_file (id, ward_id, account_id, external_id, mime, content)
     select $1, $2, $3, external_id, $5, ''::bytea from identity where id = $4`,
    [`file-${id}`, wardId, accountId, id, marker],
  );
}

/** Every table and column there is, found by asking the database. */
async function tablesHolding(text: string): Promise<string[]> {
  const tables = await test.database.systemQuery<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const rows = await test.database.systemQuery(
      `select 1 from "${name}" as t where position($1 in t::text) > 0 limit 1`,
      [text],
    );
    if (rows.length > 0) holding.push(name);
  }
  return holding.sort();
}

const say = (by: TestCitizen, state: string) =>
  test.database.systemQuery(
    `insert into message (ward_id, account_id, conversation_id, body, state) values ($1, $2, $3, '{"text":"Đã xóa"}', $4)`,
    [by.wardId, by.accountId, by.conversationId, state],
  );
/** What a turn writes at its end. */
const endTurn = (by: TestCitizen) =>
  test.database.systemQuery(
    `update conversation set session = '{}', last_inbound_at = now() - interval '1 s' where id = $1`,
    [by.conversationId],
  );

describe('a citizen who asks to be forgotten', () => {
  it('is in every table before (so that this test can fail), and in none after the farewell was sent', async () => {
    const citizen = await newCitizen();
    await plant(citizen);
    expect(await tablesHolding(marker)).toEqual([
      'conversation',
      'dossier_subscription',
      'handoff_request',
      'identity',
      'inbound_event',
      'message',
      'pending_lookup',
      'stored_file',
    ]);

    expect(await call('erase_my_data', citizen)).toEqual({ outcome: 'done', values: {} });
    await endTurn(citizen);
    await say(citizen, 'created');
    expect(await tablesHolding(marker)).toEqual([]);
    expect(await finish(citizen)).toBe(0);
    await test.database.systemQuery(`update message set state = 'sent' where conversation_id = $1`, [
      citizen.conversationId,
    ]);

    expect(await finish(citizen)).toBe(1);
    expect(await tablesHolding(marker)).toEqual([]);
    expect(await tablesHolding(`${address}-${wards}`)).toEqual([]);
    expect(await finish(citizen)).toBe(0);
  });

  it('leaves numbers behind that belong to nobody', async () => {
    const citizen = await newCitizen();
    await plant(citizen);
    await call('erase_my_data', citizen);
    await endTurn(citizen);
    await finish(citizen);
    const facts = await test.database.systemQuery(
      'select conversation_id, name from contact_fact where ward_id = $1',
      [citizen.wardId],
    );
    expect(facts).toContainEqual({ conversation_id: null, name: 'flow:x' });
  });

  it('and writes again is a new acquaintance who stays', async () => {
    const citizen = await newCitizen();
    await call('erase_my_data', citizen);
    await test.database.systemQuery(
      `update conversation set last_inbound_at = now() + interval '1 s' where id = $1`,
      [citizen.conversationId],
    );
    expect(await finish(citizen)).toBe(0);
    await endTurn(citizen);
    expect(await finish(citizen)).toBe(0);
    expect(await tablesHolding(`${address}-${wards}`)).toContain('identity');
  });

  it('takes nobody else along, in the ward or in another', async () => {
    const [citizen, bystander] = [await newCitizen(), await newCitizen()];
    await plant(bystander);
    const before = await tablesHolding(marker);
    await call('erase_my_data', citizen);
    await endTurn(citizen);
    await finish(citizen);
    expect(await tablesHolding(marker)).toEqual(before);
  });
});

describe('consent and announcements', () => {
  const identity = async (by: TestCitizen) =>
    (
      await test.database.systemQuery(
        'select consented_at is not null as consented, opted_out_at is not null as out from identity where id = $1',
        [by.conversationId],
      )
    )[0];

  it('are not assumed, are recorded, and can be taken back', async () => {
    const citizen = await newCitizen();
    expect(await identity(citizen)).toEqual({ consented: false, out: false });
    await call('record_consent', citizen);
    await call('opt_out', citizen);
    expect(await identity(citizen)).toEqual({ consented: true, out: true });
    await call('opt_in', citizen);
    expect(await identity(citizen)).toEqual({ consented: true, out: false });
  });
});
