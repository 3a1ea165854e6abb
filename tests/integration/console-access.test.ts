import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { StaffRole } from '../../src/core/case.ts';
import { access } from '../../src/features/staff/access.ts';
import { accessFaults, addressOf } from '../../src/features/staff/check-access.ts';
import { createOpenApiDocument } from '../../src/http/openapi.ts';
import { call, createPerson, newCookie, openConsole, type TestConsole } from '../support/console.ts';

const letters: Record<string, StaffRole> = {
  D: 'dispatcher',
  O: 'officer',
  L: 'lead',
  C: 'communications',
  P: 'approver',
  A: 'admin',
  U: 'auditor',
  H: 'head',
};

/** Written out a second time, so that nobody changes who may do what without meaning it. */
const expected: Readonly<Record<string, string>> = {
  'GET /sign-in-ways': 'D O L C P A U H nobody',
  'POST /session': 'D O L C P A U H nobody',
  'POST /session/reset': 'D O L C P A U H nobody',
  'GET /oidc/start': 'D O L C P A U H nobody',
  'GET /oidc/callback': 'D O L C P A U H nobody',
  'GET /session': 'D O L C P A U H',
  'PATCH /session': 'D O L C P A U H',
  'DELETE /session': 'D O L C P A U H',
  'POST /session/password': 'D O L C P A U H',
  'POST /session/totp': 'D O L C P A U H',
  'PUT /session/totp': 'D O L C P A U H',
  'DELETE /session/totp': 'D O L C P A U H',
  'PUT /session/absence': 'D O L C P A U H',
  'DELETE /session/absence': 'D O L C P A U H',
  'GET /session/devices': 'D O L C P A U H',
  'DELETE /session/devices/:id': 'D O L C P A U H',
  'POST /staff/:id/reset-link': 'A',
  'GET /admin/staff': 'A',
  'POST /admin/staff': 'A',
  'PATCH /admin/staff/:id': 'A',
  'GET /audit': 'A U',
  'GET /admin/offices': 'A U',
  'POST /admin/offices': 'A',
  'PATCH /admin/offices/:id': 'A',
  'GET /admin/neighbourhoods': 'A U',
  'POST /admin/neighbourhoods': 'A',
  'PATCH /admin/neighbourhoods/:id': 'A',
  'GET /admin/categories': 'A U',
  'POST /admin/categories': 'A',
  'PATCH /admin/categories/:id': 'A',
  'GET /admin/templates': 'A U',
  'POST /admin/templates': 'A',
  'PATCH /admin/templates/:id': 'A',
  'GET /admin/routing-rules': 'A U',
  'POST /admin/routing-rules': 'A',
  'PATCH /admin/routing-rules/:id': 'A',
  'GET /admin/deadline-rules': 'A U',
  'POST /admin/deadline-rules': 'A',
  'PATCH /admin/deadline-rules/:id': 'A',
  'GET /admin/accounts': 'A U',
  'POST /admin/accounts': 'A',
  'PATCH /admin/accounts/:id': 'A',
  'GET /admin/ward': 'A U',
  'PATCH /admin/ward': 'A',
  'GET /admin/ward/versions': 'A U',
  'POST /admin/ward/versions/:id/restore': 'A',
  'GET /admin/office-hours': 'A U',
  'PUT /admin/office-hours': 'A',
  'GET /lookups': 'D O L C P A U H',
  'GET /events': 'D O L C P A U H',
  'GET /cases': 'D O L C P U H',
  'POST /cases': 'D O L P H',
  'GET /cases/counts': 'D O L C P U H',
  'POST /cases/route': 'D L P A',
  'GET /cases/:id': 'D O L C P U H',
  'POST /cases/:id/claim': 'D O L P H',
  'POST /cases/:id/take-over': 'O L',
  'POST /cases/:id/assign': 'D L P',
  'POST /cases/:id/transfer': 'D O L P',
  'POST /cases/:id/refer': 'D P',
  'POST /cases/:id/pause': 'O L P',
  'POST /cases/:id/resume': 'O L P',
  'POST /cases/:id/merge': 'D P',
  'POST /cases/:id/decline': 'D P',
  'POST /cases/:id/reopen': 'D L P',
  'POST /cases/:id/notes': 'D O L P H',
  'POST /cases/:id/answers': 'O L P H',
  'POST /cases/:id/preview': 'O L P H',
  'POST /cases/:id/answers/:answerId/approve': 'P',
  'POST /cases/:id/answers/:answerId/return': 'P',
  'POST /cases/:id/answers/:answerId/fallback': 'O L P H',
  'POST /cases/:id/photos': 'D O L P H',
  'GET /cases/:id/photos/:photoId': 'D O L C P U H',
  'GET /cases/:id/similar': 'D O L C P U H',
  'GET /cases/:id/dossier.docx': 'D O L P U',
  'GET /petitions': 'D O L P',
  'GET /petitions/:id': 'D O L P',
  'POST /petitions/:id/assign': 'P',
  'POST /petitions/:id/handled': 'D O L P',
  'GET /conversations': 'D O L P',
  'GET /conversations/:id': 'D O L P',
  'GET /conversations/:id/photos/:photo': 'D O L P',
  'POST /conversations/:id/take': 'D O L P',
  'POST /conversations/:id/messages': 'D O L P',
  'POST /conversations/:id/hand-back': 'D O L P',
  'GET /questions': 'D C P',
  'POST /questions/:id/draft': 'D C P',
  'POST /questions/:id/dismiss': 'D C P',
  'GET /knowledge': 'D C P U',
  'GET /knowledge/words': 'D C P U',
  'GET /knowledge/procedures': 'D C P U',
  'GET /knowledge/procedures/:code': 'D C P U',
  'POST /knowledge': 'D C P',
  'POST /knowledge/preview': 'D C P',
  'POST /knowledge/:id/submit': 'D C P',
  'POST /knowledge/:id/approve': 'C P',
  'POST /knowledge/:id/reject': 'C P',
  'POST /knowledge/:id/roll-back': 'C P',
  'POST /knowledge/:id/keep': 'C P',
  'POST /knowledge/:id/retire': 'C P',
  'GET /publications': 'C P U',
  'GET /cases/:id/publication': 'C P U',
  'PUT /cases/:id/publication': 'C P',
  'POST /cases/:id/publication/release': 'C P',
  'POST /cases/:id/publication/withdraw': 'C P',
  'GET /exports/register.xlsx': 'D L P U',
  'GET /exports/monthly.xlsx': 'D L C P U',
  'GET /statistics': 'D O L C P U',
  'POST /citizens/find': 'A',
  'GET /citizens/:id/data.json': 'A',
  'DELETE /citizens/:id': 'A',
  'GET /citizens/cases/:code/data.json': 'A',
  'DELETE /citizens/cases/:code': 'A',
  'GET /notices/push': 'D O L C P A U H',
  'PUT /notices/push': 'D O L C P A U H',
  'DELETE /notices/push': 'D O L C P A U H',
  'GET /notices/settings': 'D O L C P A U H',
  'PUT /notices/settings': 'D O L C P A U H',
  'POST /notices/telegram-code': 'D O L C P A U H',
};

let console: TestConsole;
let people: [letter: string, id: number][];
beforeAll(async () => {
  console = await openConsole();
  people = [];
  for (const [letter, role] of Object.entries(letters))
    people.push([letter, (await createPerson(console, [role])).id]);
});
afterAll(() => console.close());

/** Whether the door opens; what happens inside, for nobody's ids and an empty body, is not asked here. */
async function mayCall(address: string, staffId: number | null): Promise<boolean> {
  const path = address.replaceAll(/:\w+/g, '999999999');
  const as = staffId === null ? {} : { as: await newCookie(console, staffId) };
  const [method] = address.split(' ');
  const { status, code } = await call(console, path, {
    ...as,
    ...(method === 'GET' ? {} : { body: {} }),
  });
  expect(status, `${address} failed: ${code}`).toBeLessThan(500);
  return code !== 'no_session' && code !== 'not_allowed';
}

describe('who may call which address of the console', () => {
  it('is the same in the table as written out here', () => {
    const table = Object.entries(access).map(([address, roles]) => {
      if (typeof roles === 'string') return [address, roles === 'anyone' ? [...all, 'nobody'] : all];
      return [address, all.filter((letter) => roles.includes(letters[letter] as StaffRole))];
    });
    expect(Object.fromEntries(table.map(([address, who]) => [address, (who as string[]).join(' ')]))).toEqual(
      expected,
    );
  });

  it('is what every route answers to every role, and to nobody, over HTTP', async () => {
    const found: Record<string, string> = {};
    for (const route of console.routes) {
      const address = addressOf(route);
      const who: string[] = [];
      for (const [letter, id] of people) if (await mayCall(address, id)) who.push(letter);
      if (await mayCall(address, null)) who.push('nobody');
      found[address] = who.join(' ');
    }
    const wanted = Object.keys(found).map((address) => [address, expected[address]]);
    expect(found).toEqual(Object.fromEntries(wanted));
    expect(Object.keys(found).length).toBeGreaterThan(13);
  });
});

describe('what may be wrong with a call', () => {
  it('is said by the name of the field, in words', async () => {
    const names = new Set<string>();
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties } = node as { properties?: object };
      for (const name of Object.keys(properties ?? {})) names.add(name);
      for (const inner of Object.values(node)) walk(inner);
    };
    for (const { query, body } of console.routes)
      for (const shape of [query, body])
        if (typeof shape === 'object') walk(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }));
    expect(names.size).toBeGreaterThan(80);
    const missing = [...names].filter((name) => !isSaid(`errors.fields.${name}`));
    expect(missing).toEqual([]);
  });

  it('is never said to staff as it is to citizens', async () => {
    const cookie = (await createPerson(console, ['admin'])).cookie;
    const wrong = await call(console, 'POST /admin/offices', { as: cookie, body: { code: 'Ả', name: '' } });
    expect(wrong.body.error.message).toBe('Có mục chưa đúng: tên, mã. Mời xem lại rồi gửi.');
    const account = { variables: { TELEGRAM_BOT_TOKEN: 1 } };
    const deep = await call(console, 'POST /admin/accounts', { as: cookie, body: account });
    expect(deep.body.error.message).toBe('Có mục chưa đúng: thông tin kết nối. Mời xem lại rồi gửi.');
    const nowhere = await call(console, 'GET /khong-co', { as: cookie });
    expect(nowhere.status).toBe(404);
    expect(nowhere.body.error.message).not.toContain('bà con');
  });
});

function isSaid(key: string): boolean {
  try {
    return [console.front.speak('vi', key), console.front.speak('en', key)].every((words) => words !== '');
  } catch {
    return false;
  }
}

const all = Object.keys(letters);

describe('the table and the routes', () => {
  const route = { method: 'GET', path: '/x', summary: '', handle: async () => undefined } as const;

  it('fit each other', () => {
    expect(accessFaults(console.routes)).toEqual([]);
  });

  it('do not fit when a route has no row, a row no route, or a route is there twice', () => {
    expect(accessFaults([route], {})).toEqual(['GET /x has no row']);
    expect(accessFaults([], { 'GET /x': 'anyone' })).toEqual(['GET /x has a row and no route']);
    expect(accessFaults([route, route], { 'GET /x': 'anyone' })).toEqual(['GET /x is there twice']);
  });
});

it('an address called in another way is refused with what it allows, before anybody is asked who they are', async () => {
  for (const path of new Set(console.routes.map((route) => route.path))) {
    const methods = console.routes.filter((route) => route.path === path).map(({ method }) => method);
    const answer = await fetch(console.url + path, { method: 'PROPFIND' });
    const allowed = answer.headers
      .get('allow')
      ?.split(', ')
      .filter((method) => method !== 'HEAD');
    expect([path, answer.status, allowed?.sort()]).toEqual([path, 405, methods.sort()]);
  }
});

it('the API’s description has every route, with its summary', () => {
  const paths: Record<string, object> = createOpenApiDocument(console.routes).paths ?? {};
  for (const { method, path, summary } of console.routes) {
    const described = paths[`/api/console${path.replaceAll(/:(\w+)/g, '{$1}')}`];
    expect(described).toHaveProperty([method.toLowerCase(), 'summary'], summary);
  }
});
