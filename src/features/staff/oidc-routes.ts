import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../store/database.ts';
import { recordAct } from './audit.ts';
import { findByIdentity, linkIdentity } from './oidc.repo.ts';
import type { Oidc, OidcIdentity } from './oidc.ts';
import { ticketMs } from './oidc.ts';
import { hashPassword } from './passwords.ts';
import { beginSession, longestMs } from './sessions.ts';
import { refusal } from './staff.errors.ts';
import { newToken, staffCookie } from './staff-cookie.ts';
import { type StaffCall, type StaffRoute, staffRoute, streaming } from './staff-route.ts';

export interface OidcRoutesDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: { warn(data: object, message: string): void };
  /** Null = none is set up. */
  readonly provider: Oidc | null;
}

const path = '/api/console/oidc';
const ticketCookie = /(?:^|;\s*)gan_dan_oidc=([\w.-]{20,2000})(?:;|$)/;

/** Signing in with the account of one's own organisation. Nobody is created by it. */
export const createOidcRoutes = (deps: OidcRoutesDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/oidc/start',
    summary: 'Chuyển trình duyệt đến nơi đăng nhập chung của cơ quan',
    handle: (call) => leaveFor(deps, call),
  }),
  staffRoute({
    method: 'GET',
    path: '/oidc/callback',
    summary: 'Nơi đăng nhập chung đưa trình duyệt trở lại',
    handle: (call) => comeBack(deps, call),
  }),
];

async function leaveFor({ provider, clock, log }: OidcRoutesDeps, { from, response }: StaffCall) {
  if (!provider) throw refusal('not_found');
  try {
    const { url, ticket } = await provider.begin(`${from.base}${path}/callback`, clock.now());
    return redirect(response, url, [ticketFor(ticket, from.secure)]);
  } catch (error) {
    log.warn({ err: error }, 'the identity provider could not be reached');
    return redirect(response, '/console/?problem=oidc');
  }
}

async function comeBack(deps: OidcRoutesDeps, call: StaffCall) {
  const { provider, clock, log } = deps;
  if (!provider) throw refusal('not_found');
  const { request, response, from } = call;
  const used = ticketFor('', from.secure);
  try {
    const ticket = ticketCookie.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const answer = new URL(`${from.base}${path}/callback`);
    answer.search = new URL(request.url ?? '', from.base).search;
    const identity = await provider.finish(answer, ticket, clock.now());
    const token = await enter(deps, identity, request.headers['user-agent']);
    if (token === null) return redirect(response, '/console/?problem=oidc_unknown', [used]);
    return redirect(response, '/console/', [used, staffCookie(token, longestMs, from.secure)]);
  } catch (error) {
    log.warn({ err: error }, 'a sign-in at the identity provider failed');
    return redirect(response, '/console/?problem=oidc', [used]);
  }
}

/** A session for whoever that is; null when it is nobody of ours. */
async function enter(
  { db, clock }: OidcRoutesDeps,
  identity: OidcIdentity,
  userAgent: string | undefined,
): Promise<string | null> {
  const person = await findByIdentity(db, identity);
  if (!person) return null;
  const spareHash = await hashPassword(newToken());
  const now = clock.now();
  return db.forWard(person.wardId, async (tx) => {
    if (!person.linked) {
      if (!(await linkIdentity(tx, person.id, { subject: identity.subject, spareHash }))) return null;
      const target = `staff ${person.id}`;
      await recordAct(tx, { staffId: person.id, at: now, action: 'staff.oidc_linked', target, facts: {} });
    }
    return beginSession(tx, person.id, { now, userAgent });
  });
}

/** Lax, unlike the session: the provider's page brings the browser back. */
const ticketFor = (ticket: string, secure: boolean): string => {
  const age = ticket === '' ? 0 : ticketMs / 1000;
  const base = `gan_dan_oidc=${ticket}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax`;
  return secure ? `${base}; Secure` : base;
};

function redirect(response: ServerResponse, to: string, cookies: readonly string[] = []): typeof streaming {
  if (cookies.length > 0) response.setHeader('Set-Cookie', [...cookies]);
  response.writeHead(302, { Location: to }).end();
  return streaming;
}
