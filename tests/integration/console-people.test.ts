import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/features/staff/index.ts';
import {
  call,
  createPerson,
  openConsole,
  type TestConsole,
  type TestPerson,
  testPassword,
} from '../support/console.ts';

let console: TestConsole;
let admin: TestPerson;
let office: number;
beforeAll(async () => {
  console = await openConsole();
  admin = await createPerson(console, ['admin']);
  const [row] = await console.front.db.systemQuery<{ id: number }>(
    `select id from office where kind = 'internal' limit 1`,
  );
  office = row?.id ?? 0;
});
afterAll(() => console.close());

const asAdmin = (address: string, body?: unknown) =>
  call(console, address, { as: admin.cookie, ...(body === undefined ? {} : { body }) });
const officer = () => ({ role: 'officer', officeId: office, neighbourhoodId: null });

describe('somebody new', () => {
  it('gets a password that is told once and must be changed', async () => {
    const email = 'moi@phuong.example';
    const added = await asAdmin('POST /admin/staff', { email, name: 'Người mới', grants: [officer()] });
    const signedIn = await call(console, 'POST /session', {
      body: { email, password: added.body.oneTimePassword },
    });
    expect(signedIn.body).toMatchObject({ mustDo: ['change_password'], grants: [officer()] });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await call(console, 'GET /audit', { as: cookie })).code).toBe('change_password');
    expect((await asAdmin('POST /admin/staff', { email, name: 'X', grants: [] })).code).toBe('email_taken');
  });

  it.each([
    ['an officer without an office', { role: 'officer', officeId: null, neighbourhoodId: null }, 'bad_input'],
    ['an auditor with an office', { role: 'auditor', officeId: 1, neighbourhoodId: null }, 'bad_input'],
    [
      'an office that there is not',
      { role: 'officer', officeId: 99_999, neighbourhoodId: null },
      'unknown_place',
    ],
  ])('is refused: %s', async (_what, grant, code) => {
    const body = { email: 'sai@phuong.example', name: 'Sai', grants: [grant] };
    expect((await asAdmin('POST /admin/staff', body)).code).toBe(code);
  });
});

describe('the roles of somebody', () => {
  it('count from the next call on, and the change is written down', async () => {
    const person = await createPerson(console, ['auditor']);
    expect((await call(console, 'GET /audit', { as: person.cookie })).status).toBe(200);
    await asAdmin(`PATCH /admin/staff/${person.id}`, { grants: [officer()] });
    expect((await call(console, 'GET /audit', { as: person.cookie })).code).toBe('not_allowed');
    const { body } = await asAdmin('GET /audit?action=staff.roles_changed&limit=1');
    expect(body.entries[0]).toMatchObject({
      staffId: admin.id,
      target: `staff ${person.id}`,
      facts: { from: ['auditor'], to: [`officer:${office}`] },
    });
  });

  it('cannot leave the ward without an admin, not even when two act at the same time', async () => {
    const own = await openConsole();
    const [one, two] = [await createPerson(own, ['admin']), await createPerson(own, ['admin'])];
    const answers = await Promise.all([
      call(own, `PATCH /admin/staff/${two.id}`, { as: one.cookie, body: { disabled: true } }),
      call(own, `PATCH /admin/staff/${one.id}`, { as: two.cookie, body: { grants: [] } }),
    ]);
    const [left] = await own.front.db.systemQuery<{ count: number }>(
      `select count(*)::int as count from staff s join staff_role r on r.staff_id = s.id
       where role = 'admin' and disabled_at is null`,
    );
    await own.close();
    expect(left?.count).toBe(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('somebody who may not sign in any more', () => {
  it('is out at once, also in open browsers, and may come back', async () => {
    const person = await createPerson(console, ['auditor']);
    await asAdmin(`PATCH /admin/staff/${person.id}`, { disabled: true });
    expect((await call(console, 'GET /audit', { as: person.cookie })).code).toBe('no_session');
    const signIn = () =>
      call(console, 'POST /session', { body: { email: person.email, password: testPassword } });
    expect((await signIn()).code).toBe('wrong_credentials');
    await asAdmin(`PATCH /admin/staff/${person.id}`, { disabled: false });
    expect((await signIn()).status).toBe(200);
  });
});

describe('a link for a new password', () => {
  it('works once, ends every session, and stands behind the # of its address', async () => {
    const person = await createPerson(console, ['officer']);
    const { url } = (await asAdmin(`POST /staff/${person.id}/reset-link`)).body;
    const [page, token] = url.split('#');
    expect(page).toMatch(/\/console\/reset$/);
    const reset = (next: string) => call(console, 'POST /session/reset', { body: { token, next } });

    expect((await reset('ngan')).code).toBe('weak_password');
    const next = 'con meo treo cay cau';
    const both = await Promise.all([reset(next), reset(next)]);

    expect(both.map(({ status }) => status).sort()).toEqual([204, 410]);
    expect((await call(console, 'GET /session', { as: person.cookie })).code).toBe('no_session');
    const answer = await call(console, 'POST /session', { body: { email: person.email, password: next } });
    expect(answer.body.mustDo).toEqual([]);
  });

  it('stops working after a day, when a newer one is made, and for somebody who is disabled', async () => {
    const person = await createPerson(console, ['officer']);
    const link = async () => (await asAdmin(`POST /staff/${person.id}/reset-link`)).body.url.split('#')[1];
    const [first, second] = [await link(), await link()];
    const reset = async (token: string) =>
      (await call(console, 'POST /session/reset', { body: { token, next: 'con meo treo cay cau' } })).code;
    expect(await reset(first)).toBe('link_not_valid');
    await console.front.db.systemQuery(`update staff_token set expires_at = now() where staff_id = $1`, [
      person.id,
    ]);
    expect(await reset(second)).toBe('link_not_valid');
    const third = await link();
    await asAdmin(`PATCH /admin/staff/${person.id}`, { disabled: true });
    expect(await reset(third)).toBe('link_not_valid');
    expect((await asAdmin(`POST /staff/${person.id}/reset-link`)).code).toBe('not_found');
  });
});

describe('the audit log', () => {
  it('is read page by page, and its chain holds after all of this', async () => {
    const first = (await asAdmin('GET /audit?limit=2')).body;
    const second = (await asAdmin(`GET /audit?limit=2&before=${first.next}`)).body;
    const numbers = [...first.entries, ...second.entries].map(({ number }: { number: number }) => number);
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
    expect(new Set(numbers).size).toBe(4);
    expect(await verifyAudit(console.front.db, console.ward)).toMatchObject({ ok: true });
  });
});
