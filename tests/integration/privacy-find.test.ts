import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPersonalDataLaw } from '../../src/catalog/load-personal-data-law.ts';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type { CitizenList } from '../../src/contracts/console/citizens.ts';
import { sealContact } from '../../src/features/cases/index.ts';
import { createCitizenRoutes, createDeskCitizenRoutes } from '../../src/features/privacy/index.ts';
import type { FileAnswer, StaffRoute } from '../../src/features/staff/index.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { createCase, createStaff } from '../support/case-rows.ts';
import { actorOf, callStaff } from '../support/staff-call.ts';
import {
  createTestCitizen,
  createTestWard,
  openTestDatabase,
  type TestCitizen,
  type TestDatabase,
} from '../support/test-database.ts';

const seal = createSeal('a secret of this test');
const phone = '84900000012';
let test: TestDatabase;
let routes: readonly StaffRoute[];
let citizen: TestCitizen;
let staffId: number;

beforeAll(async () => {
  test = await openTestDatabase();
  const deps = {
    db: test.database,
    clock: { now: () => Date.parse('2026-11-23T09:00:00+07:00') },
    seal,
    speak: await loadSpokenTexts('content'),
    law: await loadPersonalDataLaw('content'),
    chatsOf: (_ward: unknown, of: string) => [`sms-${of}`],
  };
  routes = [...createCitizenRoutes(deps), ...createDeskCitizenRoutes(deps)];
  const ward = await createTestWard(test.database, 'ours');
  staffId = await createStaff(test.database, ward, 'An');
  citizen = await createTestCitizen(test.database, ward, 'platform-user-1');
});
afterAll(() => test.close());

const run = (sql: string, ...values: readonly unknown[]) => test.database.systemQuery(sql, values);

async function find(q: string, by: TestCitizen = citizen): Promise<CitizenList['citizens']> {
  const { citizens } = await callStaff<CitizenList>(routes, 'POST /citizens/find', {
    actor: actorOf(staffId, by.wardId, 'admin'),
    body: { q },
  });
  return citizens;
}

async function fileCase(
  conversationId: number | null,
  left: { readonly name: string; readonly phone?: string; readonly isShown?: boolean },
): Promise<string> {
  const { id, code } = await createCase(test.database, citizen.wardId, {
    writtenById: staffId,
    conversationId,
  });
  await run(
    'update citizen_case set contact_sealed = $2, identity_shown = $3 where id = $1',
    id,
    sealContact(seal, { name: left.name, phone: left.phone ?? phone }),
    left.isShown ?? true,
  );
  return code;
}

describe('somebody who asks at the counter what is kept of them', () => {
  it('is found by their phone, the code of their case, their name without accents, and their number', async () => {
    const code = await fileCase(citizen.conversationId, { name: 'Phạm Thị Lụa' });
    const found = [
      expect.objectContaining({
        conversation: citizen.conversationId,
        name: 'Phạm Thị Lụa',
        phone: '********012',
        hidden: false,
      }),
    ];

    expect(await find('0900 000 012')).toEqual(found);
    expect(await find(code.toLowerCase())).toEqual(found);
    expect(await find('pham lua')).toEqual(found);
    expect(await find(String(citizen.conversationId))).toMatchObject([
      { conversation: citizen.conversationId },
    ]);
    expect(await find('Phạm Thị Gấm')).toEqual([]);
  });

  it('is found by the name and the phone that they told a platform', async () => {
    const other = await createTestCitizen(test.database, citizen.wardId, 'platform-user-2');
    const said = (content: object) =>
      run(
        `insert into inbound_event (ward_id, account_id, event_id, external_id, lane, payload, state)
         values ($1, $2, gen_random_uuid(), $3, 0, $4, 'done')`,
        other.wardId,
        other.accountId,
        other.externalId,
        JSON.stringify({ displayName: 'Cô Út Hậu', content }),
      );
    await said({ kind: 'contact', phone: '0900000034', own: true });
    await said({ kind: 'contact', phone: '0900000056', own: false });
    const byText = await createTestCitizen(test.database, citizen.wardId, `sms-84900000078`);

    expect(await find('ut hau')).toMatchObject([{ conversation: other.conversationId, name: 'Cô Út Hậu' }]);
    expect(await find('0900000034')).toMatchObject([{ conversation: other.conversationId }]);
    expect(await find('0900000056')).toEqual([]);
    expect(await find('0900 000 078')).toMatchObject([{ conversation: byText.conversationId }]);
  });

  it('is not found by name when they asked to be hidden, and then shown without it', async () => {
    const hidden = await createTestCitizen(test.database, citizen.wardId, 'platform-user-3');
    await fileCase(hidden.conversationId, { name: 'Võ Kín', phone: '84900000090', isShown: false });

    expect(await find('vo kin')).toEqual([]);
    expect(await find('0900000090')).toMatchObject([
      { conversation: hidden.conversationId, name: null, phone: null, hidden: true },
    ]);
  });

  it('without a chat is found with the code of what staff wrote down, and never in another ward', async () => {
    const code = await fileCase(null, { name: 'Lò Văn Pảo', phone: '84900000101' });

    expect(await find('lo van pao')).toMatchObject([{ conversation: null, caseCode: code }]);
    const ward = await createTestWard(test.database, 'theirs');
    const neighbour = await createTestCitizen(test.database, ward, 'platform-user-9');
    for (const q of ['lo van pao', code, '0900 000 101', String(citizen.conversationId)])
      expect(await find(q, neighbour)).toEqual([]);
  });

  it('without a chat gets what is kept with their case, and has it erased but for what the register counts', async () => {
    const code = await fileCase(null, { name: 'Giàng A Mẫu', phone: '84900000123' });
    const byCode = <Answer>(name: string, of: string) =>
      callStaff<Answer>(routes, name, {
        actor: actorOf(staffId, citizen.wardId, 'admin'),
        params: { code: of },
        query: { format: 'text' },
      });
    const file = await byCode<FileAnswer>('GET /citizens/cases/:code/data.json', code);
    for (const words of ['Giàng A Mẫu', 'Rác đổ đầy đầu hẻm', 'Phường đã cho dọn sạch'])
      expect(Buffer.from(file.bytes).toString()).toContain(words);

    await byCode('DELETE /citizens/cases/:code', code);

    expect(await run('select body, contact_sealed, state from citizen_case where code = $1', code)).toEqual([
      { body: '', contact_sealed: null, state: 'answered' },
    ]);
    expect(await find('giang a mau')).toEqual([]);
    const talking = await fileCase(citizen.conversationId, { name: 'Phạm Thị Lụa' });
    for (const of of [talking, 'PA-nothing'])
      await expect(byCode('DELETE /citizens/cases/:code', of)).rejects.toMatchObject({
        code: 'unknown_citizen',
      });
  });

  it('leaves in the audit log that somebody searched and how, without what was typed', async () => {
    await find('0900 000 012');

    const [entry] = await run(
      `select action, facts, target from audit_entry where ward_id = $1 order by number desc limit 1`,
      citizen.wardId,
    );
    expect(entry).toMatchObject({ action: 'citizen.searched', facts: { by: 'phone', found: 1 } });
    expect(JSON.stringify(entry)).not.toContain('900');
  });
});
