import { json, type Request, type RequestHandler, Router, raw } from 'express';
import type { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import type { Clock } from '../../core/clock.ts';
import { wardId } from '../../core/ids.ts';
import { isForeign } from '../../lib/foreign-origin.ts';
import type { Database } from '../../store/database.ts';
import { type Access, access } from './access.ts';
import { accessFaults, addressOf } from './check-access.ts';
import { cleanInput } from './clean-input.ts';
import { sendAnswer } from './send-answer.ts';
import { dutiesOf } from './session-view.ts';
import type { SessionRow } from './sessions.repo.ts';
import { openSession } from './sessions.ts';
import { refusal } from './staff.errors.ts';
import { readStaffToken } from './staff-cookie.ts';
import type { StaffRoute } from './staff-route.ts';
import type { TotpPolicy } from './totp.ts';

export interface StaffRouterDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly totp: TotpPolicy;
  /** Our address as staff see it, where a proxy stands in front. */
  readonly publicUrl?: string | undefined;
}

const methods = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;
const maxJsonBytes = 256 * 1024;
const maxPictureBytes = 10 * 1024 * 1024;
const parseJson = json({ limit: maxJsonBytes });
const gatherPicture = raw({
  limit: maxPictureBytes,
  inflate: false,
  type: ['image/*', 'application/octet-stream'],
});

/** Everything under `/api/console`. Throws when an address has no row in `access.ts`, or a row no address. */
export function createStaffRouter(routes: readonly StaffRoute[], deps: StaffRouterDeps): Router {
  const faults = accessFaults(routes);
  if (faults.length > 0)
    throw new Error(`The console's addresses do not fit their table:\n${faults.join('\n')}`);
  const router = Router();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  for (const route of [...routes].sort(literalFirst)) {
    const body = bodyParser(route);
    router[methods[route.method]](
      route.path,
      guard(route, deps),
      ...(body ? [body] : []),
      answer(route, deps),
    );
  }
  return router;
}

/** `/cases/counts` before `/cases/:id`. */
function literalFirst({ path: one }: StaffRoute, { path: other }: StaffRoute): number {
  const sortable = (path: string): string => path.replaceAll(':', '\u{10ffff}');
  return sortable(one) < sortable(other) ? -1 : 1;
}

interface Caller {
  readonly actor: Actor;
  readonly session: string | null;
}

const nobody: Caller = { actor: { staffId: 0, wardId: wardId(0), name: '', grants: [] }, session: null };
const callers = new WeakMap<object, Caller>();

/** Who calls, and whether they may: decided before anything of the body is read. */
function guard(route: StaffRoute, deps: StaffRouterDeps): RequestHandler {
  const allowed = access[addressOf(route)] ?? [];
  return async (req, _res, next) => {
    if (route.method !== 'GET' && isForeign(req.headers, deps.publicUrl)) throw refusal('foreign_origin');
    const token = readStaffToken(req.headers.cookie);
    const session = token === null ? null : await openSession(deps.db, token, deps.clock.now());
    if (allowed !== 'anyone') checkRight(route, session, { allowed, policy: deps.totp });
    callers.set(req, session ? callerOf(session) : nobody);
    next();
  };
}

function checkRight(
  { path }: StaffRoute,
  session: SessionRow | null,
  { allowed, policy }: { readonly allowed: Exclude<Access, 'anyone'>; readonly policy: TotpPolicy },
): void {
  if (!session) throw refusal('no_session');
  const [duty] = dutiesOf(session, policy);
  const isOwnAccount = path === '/session' || path.startsWith('/session/');
  if (duty && !isOwnAccount) throw refusal(duty);
  if (allowed === 'signed_in') return;
  if (!session.grants.some(({ role }) => allowed.includes(role))) throw refusal('not_allowed');
}

const callerOf = ({ staffId, wardId, name, grants, tokenHash }: SessionRow): Caller => ({
  actor: { staffId, wardId, name, grants },
  session: tokenHash,
});

function bodyParser({ body }: StaffRoute): RequestHandler | undefined {
  if (body === undefined) return undefined;
  const [parse, type] = body === 'bytes' ? [gatherPicture, 'image/*'] : [parseJson, 'application/json'];
  return (req, res, next) => {
    if (!req.is([type, ...(body === 'bytes' ? ['application/octet-stream'] : [])]))
      throw refusal('wrong_content_type');
    parse(req, res, next);
  };
}

function answer(route: StaffRoute, deps: StaffRouterDeps): RequestHandler {
  return async (req, res) => {
    const { actor, session } = callers.get(req) ?? nobody;
    const result = await route.handle({
      actor,
      session,
      from: placeOf(req, deps.publicUrl),
      params: cleanInput(req.params) as Record<string, string>,
      query: route.query ? parseInput(route.query, req.query) : {},
      body: typeof route.body === 'object' ? parseInput(route.body, req.body) : req.body,
      request: req,
      response: res,
    });
    sendAnswer(res, result);
  };
}

function placeOf(req: Request, publicUrl: string | undefined) {
  const secure = req.secure || publicUrl?.startsWith('https:') === true;
  const base = publicUrl ?? `${secure ? 'https' : 'http'}://${req.headers.host ?? 'localhost'}`;
  return { ip: req.ip ?? 'unknown', secure, base };
}

function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(cleanInput(input));
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'request'))];
  throw refusal('bad_input', { fields }, parsed.error);
}
