import type { Actor } from '../../src/core/actor.ts';
import type { StaffRole } from '../../src/core/case.ts';
import type { WardId } from '../../src/core/ids.ts';
import type { StaffRoute } from '../../src/features/staff/index.ts';
import type { Database } from '../../src/store/database.ts';

export interface TestOffice {
  readonly id: number;
  readonly name: string;
}

export async function createTestOffice(db: Database, ward: WardId, code: string): Promise<TestOffice> {
  const name = `Bộ phận ${code}`;
  const [row] = await db.systemQuery<{ id: number }>(
    'insert into office (ward_id, code, name) values ($1, $2, $3) returning id',
    [ward, code, name],
  );
  return { id: row?.id ?? 0, name };
}

/** A member of staff with one role, as their session would say. */
export async function createTestStaff(
  db: Database,
  who: {
    readonly ward: WardId;
    readonly name: string;
    readonly role: StaffRole;
    readonly office?: TestOffice;
  },
): Promise<Actor> {
  const email = `${crypto.randomUUID()}@phuong.example`;
  const officeId = who.office?.id ?? null;
  const [row] = await db.systemQuery<{ id: number }>(
    `with person as (insert into staff (ward_id, email, name, password_hash) values ($1, $2, $3, '') returning id)
     insert into staff_role (ward_id, staff_id, role, office_id) select $1, id, $4, $5 from person
     returning staff_id as id`,
    [who.ward, email, who.name, who.role, officeId],
  );
  return {
    staffId: row?.id ?? 0,
    wardId: who.ward,
    name: who.name,
    grants: [{ role: who.role, officeId, neighbourhoodId: null }],
  };
}

/** Calls an address of the console as the server would, with everything parsed; the answer keeps its shape. */
export async function callRoute<Answer>(
  routes: readonly StaffRoute[],
  actor: Actor,
  address: string,
  body?: unknown,
): Promise<Answer> {
  const [method, target = ''] = address.split(' ');
  const url = new URL(target, 'http://console');
  for (const route of routes) {
    const params = route.method === method ? match(route.path, url.pathname) : undefined;
    if (!params) continue;
    const query = route.query?.parse(Object.fromEntries(url.searchParams));
    const given = route.body && route.body !== 'bytes' ? route.body.parse(body) : body;
    const answer = await route.handle({ actor, params, query, body: given } as never);
    return (route.answer ? route.answer.parse(answer) : answer) as Answer;
  }
  throw new Error(`no address ${address}`);
}

function match(path: string, asked: string): Record<string, string> | undefined {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const found = new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`).exec(asked);
  return found ? Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])) : undefined;
}
