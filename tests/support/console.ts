import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { createConsoleRoutes, staffDeps } from '../../src/composition/console-routes.ts';
import { createFront, type Front } from '../../src/composition/front.ts';
import { openGround } from '../../src/composition/ground.ts';
import { readConfig } from '../../src/config.ts';
import type { StaffRole } from '../../src/core/case.ts';
import type { WardId } from '../../src/core/ids.ts';
import { createStaffRouter } from '../../src/features/staff/index.ts';
import { hashPassword } from '../../src/features/staff/passwords.ts';
import { insertStaff } from '../../src/features/staff/people.repo.ts';
import { beginSession } from '../../src/features/staff/sessions.ts';
import type { StaffRoute } from '../../src/features/staff/staff-route.ts';
import { createApp } from '../../src/http/app.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { openTestDatabase } from './test-database.ts';

export const testPassword = 'mot mat khau du dai';

/** The console's whole backend on a database of its own, over HTTP. */
export interface TestConsole {
  readonly front: Front;
  readonly url: string;
  readonly routes: readonly StaffRoute[];
  /** The sample ward. */
  readonly ward: WardId;
  close(): Promise<void>;
}

/** `environment` as the operator writes it; codes are not demanded unless it says so. */
export async function openConsole(environment: Record<string, string> = {}): Promise<TestConsole> {
  const test = await openTestDatabase();
  const config = readConfig({
    DATABASE_URL: test.url,
    DATABASE_CONNECTIONS: '4',
    DATA_DIR: tmpdir(),
    APP_SECRET: 'a-secret-of-32-characters-000000',
    STAFF_TOTP: 'optional',
    ...environment,
  });
  if (!config.ok) throw new Error(config.error.join('\n'));
  const log = createLogger('silent');
  const ground = await openGround(config.value, log, { mode: 'share' });
  const front = createFront(ground, {
    wake: () => undefined,
    due: () => undefined,
    readRegistry: async () => ground.metrics.registry,
    check: async () => undefined,
  });
  const routes = createConsoleRoutes(front);
  const router = createStaffRouter(routes, staffDeps(front));
  const app = createApp({
    log,
    speak: front.speak,
    // A test may come from wherever it says.
    trustedProxies: 1,
    webFolder: 'dist/web',
    routes: [{ path: '/api/console', router }],
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const [ward] = ground.wards;
  if (!ward) throw new Error('there is no ward');
  return {
    front,
    routes,
    ward: ward.id,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/console`,
    close: () => closeAll(server, front, test.close),
  };
}

async function closeAll(server: Server, front: Front, closeDatabase: () => Promise<void>): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await front.close();
  await closeDatabase();
}

export interface TestPerson {
  readonly id: number;
  readonly email: string;
  readonly cookie: string;
}

type TestRole = StaffRole | { role: StaffRole; officeId?: number; neighbourhoodId?: number };
let count = 0;

/** Somebody who is signed in. */
export async function createPerson(
  { front, ward }: Pick<TestConsole, 'front' | 'ward'>,
  roles: readonly TestRole[],
  changes: { readonly mustChangePassword?: boolean; readonly name?: string } = {},
): Promise<TestPerson> {
  const email = `can-bo-${++count}@phuong.example`;
  const id = await front.db.forWard(ward, async (tx) =>
    insertStaff(tx, {
      email,
      name: changes.name ?? `Cán bộ ${count}`,
      passwordHash: await hashPassword(testPassword),
      mustChangePassword: changes.mustChangePassword ?? false,
      grants: roles.map((role) => ({
        officeId: null,
        neighbourhoodId: null,
        ...(typeof role === 'string' ? { role } : role),
      })),
    }),
  );
  if (id === null) throw new Error('the e-mail address is taken');
  return { id, email, cookie: await newCookie({ front, ward }, id) };
}

/** A fresh session of that person. */
export async function newCookie(
  { front, ward }: Pick<TestConsole, 'front' | 'ward'>,
  staffId: number,
): Promise<string> {
  const token = await front.db.forWard(ward, (tx) =>
    beginSession(tx, staffId, { now: Date.now(), userAgent: undefined }),
  );
  return `gan_dan_staff=${token}`;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects.
  readonly body: any;
  /** Code of a refusal. */
  readonly code: string | undefined;
}

/** One call, such as `'POST /cases'`. */
export async function call(
  { url }: Pick<TestConsole, 'url'>,
  address: string,
  options: { readonly as?: string; readonly body?: unknown; readonly headers?: Record<string, string> } = {},
): Promise<TestAnswer> {
  const [method = 'GET', path = '/'] = address.split(' ');
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(options.as ? { cookie: options.as } : {}),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const isStream = response.headers.get('content-type')?.includes('event-stream') ?? false;
  if (isStream) await response.body?.cancel();
  const text = isStream ? '' : await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body, code: body?.error?.code };
}
