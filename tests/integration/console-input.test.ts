import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, createPerson, openConsole, type TestConsole } from '../support/console.ts';

let console: TestConsole;
let cookie = '';
beforeAll(async () => {
  console = await openConsole();
  ({ cookie } = await createPerson(console, ['approver', 'admin']));
});
afterAll(() => console.close());

const ask = (address: string, body?: object) =>
  call(console, address, { as: cookie, ...(body ? { body } : {}) });
const report = {
  kind: 'feedback',
  body: 'Rác \u0000đổ đầy đầu hẻm',
  neighbourhoodId: null,
  address: null,
  name: null,
  phone: null,
};

it.each(['neighbourhood', 'office'])('a number that no column holds is no %s', async (name) => {
  expect((await ask(`GET /cases?${name}=99999999999`)).code).toBe('bad_input');
});

it.each([
  ['assign', { version: 1, staffId: 99_999_999_999, reason: 'Giao việc' }],
  ['transfer', { version: 1, officeId: 99_999_999_999, reason: 'Chuyển' }],
  ['transfer', { version: 99_999_999_999, officeId: 1, reason: 'Chuyển' }],
  ['notes', { body: 'Xem giúp', mentions: [99_999_999_999] }],
])('nor is it taken by %s', async (path, body) => {
  expect((await ask(`POST /cases/1/${path}`, body)).code).toBe('bad_input');
});

it('what no column can hold is taken out of whatever staff write', async () => {
  const { body: lookups } = await ask('GET /lookups');
  const filed = await ask('POST /cases', { ...report, category: lookups.categories[0].code });
  expect(filed.status).toBe(200);
  expect((await ask(`POST /cases/${filed.body.id}/notes`, { body: 'Đã \u0000gọi' })).status).toBe(200);
  const { body } = await ask(`GET /cases/${filed.body.id}`);
  expect(body.body).toBe('Rác đổ đầy đầu hẻm');
  expect(body.history.at(-1).words).toBe('Đã gọi');
  expect((await ask(`GET /cases/${filed.body.id}/photos/a%00b`)).status).toBe(404);
  expect((await ask('PATCH /session', { name: 'Ch\u0000ủ tịch' })).body.staff.name).toBe('Chủ tịch');
});
