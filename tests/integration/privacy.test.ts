import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPersonalDataLaw } from '../../src/catalog/load-personal-data-law.ts';
import { loadSpokenTexts, type Speak } from '../../src/catalog/spoken-texts.ts';
import type { Ability } from '../../src/features/conversations/ability.ts';
import {
  createCitizenRoutes,
  createPrivacyAbilities,
  finishErasures,
  sweepRetention,
} from '../../src/features/privacy/index.ts';
import { type FileAnswer, recordAct, verifyAudit } from '../../src/features/staff/index.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createSeal } from '../../src/lib/seal.ts';
import type { PersonalDataLaw } from '../../src/rules/personal-data-law.ts';
import { createCase, createStaff } from '../support/case-rows.ts';
import { markersOf, plantCitizen, tablesHolding } from '../support/planted-citizen.ts';
import { actorOf, callStaff } from '../support/staff-call.ts';
import {
  createTestCitizen,
  createTestWard,
  openTestDatabase,
  type TestCitizen,
  type TestDatabase,
} from '../support/test-database.ts';

const address = 'platform-user-77';
const now = Date.parse('2026-11-23T09:00:00+07:00');
const seal = createSeal('a secret of this test');
let test: TestDatabase;
let staffId: number;
let law: PersonalDataLaw;
let speak: Speak;
let abilities: Readonly<Record<string, Ability>>;

beforeAll(async () => {
  test = await openTestDatabase();
  law = await loadPersonalDataLaw('content');
  speak = await loadSpokenTexts('content');
  abilities = createPrivacyAbilities({ law, speak });
});
afterAll(() => test.close());

let wards = 0;
async function newCitizen(): Promise<TestCitizen> {
  wards += 1;
  const ward = await createTestWard(test.database, `ward-${wards}`);
  staffId = await createStaff(test.database, ward, 'An');
  return createTestCitizen(test.database, ward, `${address}-${wards}`);
}

const call = (name: string, by: TestCitizen): ReturnType<Ability> =>
  test.database.forWard(by.wardId, async (tx) => {
    const done = await abilities[name]?.({ tx, ...by, language: 'vi', now }, {});
    return done ?? { outcome: 'no such ability', values: {} };
  });
const finish = (by: TestCitizen): Promise<number> =>
  test.database.forWard(by.wardId, (tx) => finishErasures(tx, now + 60_000));

const plant = (citizen: TestCitizen): Promise<number> => plantCitizen(test, citizen, { seal, staffId });
const holding = (citizen: TestCitizen): Promise<string[]> => tablesHolding(test, markersOf(citizen));

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
    expect(await holding(citizen)).toEqual([
      'case_answer',
      'case_note',
      'case_photo',
      'citizen_case',
      'conversation',
      'dossier_subscription',
      'handoff_request',
      'identity',
      'inbound_event',
      'message',
      'pending_lookup',
      'publication',
      'staff_notice',
      'stored_file',
      'unanswered_question',
    ]);
    expect(await tablesHolding(test, [`${address}-${wards}`])).toContain('staff_chat');

    expect(await call('erase_my_data', citizen)).toEqual({ outcome: 'done', values: {} });
    await endTurn(citizen);
    await say(citizen, 'created');
    expect(await holding(citizen)).toEqual([]);
    expect(await finish(citizen)).toBe(0);
    await test.database.systemQuery(`update message set state = 'sent' where conversation_id = $1`, [
      citizen.conversationId,
    ]);

    expect(await finish(citizen)).toBe(1);
    expect(await holding(citizen)).toEqual([]);
    expect(await tablesHolding(test, [`${address}-${wards}`])).toEqual([]);
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
    expect(await tablesHolding(test, [`${address}-${wards}`])).toContain('identity');
  });

  it('takes nobody else along, in the ward or in another', async () => {
    const [citizen, bystander] = [await newCitizen(), await newCitizen()];
    await plant(bystander);
    const before = await holding(bystander);
    await call('erase_my_data', citizen);
    await endTurn(citizen);
    await finish(citizen);
    expect(await holding(bystander)).toEqual(before);
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

const rows = (sql: string, ...values: readonly unknown[]) => test.database.systemQuery(sql, values);
const chatsOf = (_ward: unknown, phone: string) => [`sms-${phone}`];
const desk = () =>
  createCitizenRoutes({ db: test.database, clock: { now: () => now }, seal, speak, law, chatsOf });
const byAdmin = <Answer>(name: string, { wardId, conversationId }: TestCitizen, query: object = {}) =>
  callStaff<Answer>(desk(), name, {
    actor: actorOf(staffId, wardId, 'admin'),
    params: { id: String(conversationId) },
    query: { ...query },
  });

describe('the cases of a citizen who is forgotten', () => {
  it('stay countable, with their code, dates, state and history, and nothing of the citizen', async () => {
    const citizen = await newCitizen();
    const caseId = await plant(citizen);
    const counted = () =>
      rows(
        `select code, kind, category, state, channel, received_at, due_at, answered_at, rating from citizen_case
         where id = $1`,
        caseId,
      );
    const history = () =>
      rows('select id, at, actor, kind, facts from case_event where case_id = $1 order by id', caseId);
    const before = [await counted(), await history()];
    await test.database.forWard(citizen.wardId, (tx) =>
      recordAct(tx, { staffId, at: now, action: 'case.opened', target: `case ${caseId}`, facts: {} }),
    );

    await byAdmin('DELETE /citizens/:id', citizen);

    expect([await counted(), await history()]).toEqual(before);
    expect(await holding(citizen)).toEqual([]);
    expect(await tablesHolding(test, [citizen.externalId])).toEqual([]);
    const [left] = await rows(
      `select body, address, video_link, latitude, longitude, contact_sealed, conversation_id,
         search_words = to_tsvector('simple', replace(lower(code), '-', ' ')) as words from citizen_case where id = $1`,
      caseId,
    );
    expect(left).toEqual({
      body: '',
      address: null,
      video_link: null,
      latitude: null,
      longitude: null,
      contact_sealed: null,
      conversation_id: null,
      words: true,
    });
    expect(await rows('select id from petition where ward_id = $1', citizen.wardId)).toEqual([]);
    expect(await verifyAudit(test.database, citizen.wardId)).toMatchObject({ ok: true, entries: 2 });
  });

  it('are erased while a message still waits to be handled, and no turn comes after', async () => {
    const citizen = await newCitizen();
    await plant(citizen);
    await rows(`update inbound_event set state = 'pending' where ward_id = $1`, citizen.wardId);
    await say(citizen, 'created');

    await byAdmin('DELETE /citizens/:id', citizen);

    expect(
      await rows('select state, payload, external_id from inbound_event where ward_id = $1', citizen.wardId),
    ).toEqual([{ state: 'done', payload: {}, external_id: '' }]);
    expect(await rows('select id from message where ward_id = $1', citizen.wardId)).toEqual([]);
  });

  it('leave the tries at a dossier counting against its code', async () => {
    const citizen = await newCitizen();
    await plant(citizen);

    await byAdmin('DELETE /citizens/:id', citizen);

    expect(
      await rows(
        'select conversation_id::int, code_hash from dossier_attempt where ward_id = $1',
        citizen.wardId,
      ),
    ).toEqual([{ conversation_id: 0, code_hash: 'h' }]);
  });
});

describe('a request about one’s own data', () => {
  const requests = ({ wardId }: TestCitizen) =>
    rows(
      `select kind, staff_id, created_at as requested_at, due_at, done_at from data_request where ward_id = $1 order by id`,
      wardId,
    );

  it('to erase is written down with the law’s limit, and as done when the last of it is gone', async () => {
    const citizen = await newCitizen();
    await call('erase_my_data', citizen);
    await endTurn(citizen);
    // Twenty days after a Monday is a Sunday: the office closes on the Monday after.
    const noted = {
      kind: 'erasure',
      staff_id: null,
      requested_at: new Date(now),
      due_at: new Date('2026-12-14T10:00:00Z'),
    };
    expect(await requests(citizen)).toEqual([{ ...noted, done_at: null }]);

    await finish(citizen);

    expect(await requests(citizen)).toEqual([{ ...noted, done_at: new Date(now + 60_000) }]);
  });

  it('in the chat is answered with how much is kept and how to get the copy', async () => {
    const citizen = await newCitizen();
    await plant(citizen);

    const { outcome, values } = await call('export_own_data', citizen);

    expect(outcome).toBe('shown');
    for (const words of ['Phản ánh, kiến nghị: 1', 'Ảnh của phản ánh: 2', `đọc số ${citizen.conversationId}`])
      expect(values.text).toContain(words);
    expect(await requests(citizen)).toMatchObject([{ kind: 'access', done_at: new Date(now) }]);
  });

  it('is answered by an admin with everything there is, to be read by people and by programs, and audited', async () => {
    const citizen = await newCitizen();
    await plant(citizen);
    const [word, , phone] = markersOf(citizen);

    const json = await byAdmin<FileAnswer>('GET /citizens/:id/data.json', citizen);
    const text = await byAdmin<FileAnswer>('GET /citizens/:id/data.json', citizen, { format: 'text' });

    const data = JSON.parse(Buffer.from(json.bytes).toString()) as Record<string, Record<string, unknown>[]>;
    expect(Object.entries(data).flatMap(([name, part]) => (part.length === 0 ? [name] : []))).toEqual([]);
    expect(data.cases?.[0]?.contact).toEqual({ name: word, phone: phone });
    expect(data.petitions?.[0]?.contact).toMatchObject({ name: word });
    expect(Buffer.from(String(data.photos?.[0]?.content), 'base64').toString()).toContain(word);
    const readable = Buffer.from(text.bytes).toString();
    for (const words of ['BẢN SAO DỮ LIỆU CÁ NHÂN', 'PHẢN ÁNH, KIẾN NGHỊ', word, citizen.externalId])
      expect(readable).toContain(words);
    expect(
      await rows('select action, target, staff_id from audit_entry where ward_id = $1', citizen.wardId),
    ).toEqual(
      [1, 2].map(() => ({
        action: 'citizen.data_exported',
        target: `conversation ${citizen.conversationId}`,
        staff_id: staffId,
      })),
    );
  });

  it('about somebody of another ward, or nobody, is refused', async () => {
    const [citizen, stranger] = [await newCitizen(), await newCitizen()];
    const there = { ...stranger, wardId: citizen.wardId };

    await expect(byAdmin('GET /citizens/:id/data.json', there)).rejects.toMatchObject({
      code: 'unknown_citizen',
    });
    await expect(byAdmin('DELETE /citizens/:id', there)).rejects.toMatchObject({ code: 'unknown_citizen' });
    expect(await tablesHolding(test, [stranger.externalId])).toContain('identity');
  });
});

describe('what is kept long enough', () => {
  const year = 365 * 24 * 3_600_000;
  const sweep = (citizen: TestCitizen, at: number) =>
    sweepRetention({ db: test.database, law, log: createLogger('silent') }, citizen.wardId, at);

  it('goes kind by kind, by the months of the law, and what is younger stays', async () => {
    const citizen = await newCitizen();
    await plant(citizen);
    await rows(`update identity set created_at = now() where id = $1`, citizen.conversationId);
    expect(await sweep(citizen, Date.now())).toEqual({});

    const gone = await sweep(citizen, Date.now() + 2.5 * year);

    expect(gone).toEqual({
      messages: 1,
      inbound_payloads: 1,
      chat_photos: 1,
      case_contacts: 1,
      unanswered_questions: 1,
      lookups: 1,
    });
    expect(await holding(citizen)).toContain('case_photo');
    expect(await sweep(citizen, Date.now() + 2.5 * year)).toEqual({});
  });

  it('takes notices to staff that went out or were given up, and none that waits or tells of an open case', async () => {
    const citizen = await newCitizen();
    const { wardId } = citizen;
    const open = await createCase(test.database, wardId, { writtenById: staffId, state: 'in_progress' });
    await rows('update citizen_case set closed_at = null where id = $1', open.id);
    const closed = await createCase(test.database, wardId, { writtenById: staffId });
    await rows('update citizen_case set closed_at = now() where id = $1', closed.id);
    const add = (occasion: string, state: string, caseId: number | null) =>
      rows(
        `insert into staff_notice (ward_id, occasion, kind, case_id, staff_id, way, state)
         values ($1, $2, 'new_case', $3, $4, 'email', $5)`,
        wardId,
        occasion,
        caseId,
        staffId,
        state,
      );
    for (const state of ['due', 'sending', 'sent', 'failed', 'unknown']) await add(state, state, closed.id);
    await add('of no case', 'sent', null);
    await add('of an open case', 'sent', open.id);

    expect(await sweep(citizen, Date.now() + year / 4)).toEqual({});
    expect((await sweep(citizen, Date.now() + year)).staff_notices).toBe(4);

    expect(
      await rows('select occasion from staff_notice where ward_id = $1 order by occasion', wardId),
    ).toEqual(['due', 'of an open case', 'sending'].map((occasion) => ({ occasion })));
  });

  it('takes people who wrote nothing for years, but nobody whose case is open', async () => {
    const citizen = await newCitizen();
    const { id } = await createCase(test.database, citizen.wardId, {
      writtenById: staffId,
      conversationId: citizen.conversationId,
      state: 'in_progress',
      answeredAt: null,
    });
    expect(await sweep(citizen, Date.now() + 4 * year)).toEqual({});
    await rows(`update citizen_case set state = 'answered' where id = $1`, id);

    expect(await sweep(citizen, Date.now() + 4 * year)).toEqual({ idle_citizens: 1 });

    expect(await tablesHolding(test, [citizen.externalId])).toEqual([]);
    expect(await rows("select body <> '' as kept from citizen_case where id = $1", id)).toEqual([
      { kept: true },
    ]);
  });

  it('needs more than one batch when there is much of it', async () => {
    const citizen = await newCitizen();
    await rows(
      `insert into dossier_attempt (ward_id, conversation_id, code_hash) select $1, 0, 'h' from generate_series(1, 1203)`,
      citizen.wardId,
    );

    expect(await sweep(citizen, Date.now() + year)).toEqual({ lookups: 1203 });
  });
});
