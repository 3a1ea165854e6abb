import type { ServerResponse } from 'node:http';
import { json, type Request, type RequestHandler, Router } from 'express';
import {
  type Accepted,
  EventsQuery,
  HistoryQuery,
  MessageRequest,
  maxJsonBytes,
  type SessionAnswer,
} from '../../contracts/web-chat.ts';
import type { Clock } from '../../core/clock.ts';
import { isForeign } from '../../lib/foreign-origin.ts';
import { nameBodyFaults, parseInput } from './web-chat.body.ts';
import { refusal } from './web-chat.errors.ts';
import type { LimitedAct, WebChatLimiter } from './web-chat.limiter.ts';
import type { PhotoCleaner } from './web-chat.photo.ts';
import type { WebChatPort } from './web-chat.port.ts';
import {
  endedSessionCookie,
  externalIdOf,
  newSessionToken,
  readSessionToken,
  sessionCookie,
} from './web-chat.session.ts';
import { openStream } from './web-chat.stream.ts';
import { createPhotoRoutes } from './web-chat-photos.routes.ts';

export interface WebChatRoutesDeps {
  readonly port: WebChatPort;
  readonly limiter: WebChatLimiter;
  readonly photos: PhotoCleaner;
  readonly clock: Clock;
  readonly log: { warn(data: object, message: string): void };
  /** Whose page this is; the name stands in its heading. */
  readonly ward: () => Promise<{ readonly name: string }>;
  /** Our address as citizens see it, where a proxy stands in front. */
  readonly publicUrl?: string;
  /** Aborts when the process stops: open streams end, so that the server can close. */
  readonly stopping?: AbortSignal;
  /** Milliseconds between two signs of life on an open stream. */
  readonly heartbeatMs?: number;
}

const defaultHeartbeatMs = 20_000;
/** Tabs of one browser; more is a script. */
const maxStreamsPerSession = 8;
const retryStreamSeconds = 30;

/** Everything under `/api/web-chat`. Refusals are AppErrors, left to the house's one error mapping. */
export function createWebChatRoutes(deps: WebChatRoutesDeps): Router {
  const router = Router();
  const limited = (act: LimitedAct) => limitTo(deps.limiter, act);
  router.use(sameSiteOnly(deps.publicUrl));
  router.post('/session', limited('session'), startSession(deps));
  router.delete('/session', endSession(deps));
  router.post('/messages', limited('message'), json({ limit: maxJsonBytes }), acceptMessage(deps));
  router.get('/history', limited('read'), showHistory(deps));
  router.get('/events', limited('read'), streamEvents(deps));
  router.use('/photos', createPhotoRoutes({ ...deps, citizenOf, limited }));
  router.use(nameBodyFaults);
  return router;
}

function sameSiteOnly(publicUrl: string | undefined): RequestHandler {
  return (req, res, next) => {
    if (isForeign(req.headers, publicUrl)) throw refusal('foreign_origin');
    res.set('Cache-Control', 'no-store');
    next();
  };
}

/** The citizen behind the cookie. */
function citizenOf(req: Request): string {
  const token = readSessionToken(req.headers.cookie);
  if (token === null) throw refusal('no_session');
  return externalIdOf(token);
}

function limitTo(limiter: WebChatLimiter, act: LimitedAct): RequestHandler {
  return async (req, res, next) => {
    const ip = req.ip ?? 'unknown';
    const isNewcomer = act === 'session' && readSessionToken(req.headers.cookie) === null;
    const waitMs = await limiter.take(act, isNewcomer ? { ip } : { ip, externalId: citizenOf(req) });
    if (waitMs === 0) return next();
    res.set('Retry-After', String(Math.ceil(waitMs / 1000)));
    throw refusal('slow_down');
  };
}

function startSession({ ward, publicUrl }: WebChatRoutesDeps): RequestHandler {
  return async (req, res) => {
    const { name } = await ward();
    const token = readSessionToken(req.headers.cookie) ?? newSessionToken();
    res.set('Set-Cookie', sessionCookie(token, isSecure(req, publicUrl)));
    res.json({ wardName: name } satisfies SessionAnswer);
  };
}

/** For a computer that many people use: the next one must not read what the last one wrote. */
function endSession({ publicUrl }: WebChatRoutesDeps): RequestHandler {
  return (req, res) => {
    res.set('Set-Cookie', endedSessionCookie(isSecure(req, publicUrl)));
    res.status(204).end();
  };
}

function isSecure(req: Request, publicUrl: string | undefined): boolean {
  return req.secure || publicUrl?.startsWith('https:') === true;
}

function acceptMessage({ port, clock }: WebChatRoutesDeps): RequestHandler {
  return async (req, res) => {
    if (!req.is('application/json')) throw refusal('wrong_content_type');
    const { id, content } = parseInput(MessageRequest, req.body);
    const at = clock.now();
    await port.accept([{ eventId: id, userId: citizenOf(req), at, content }]);
    res.status(202).json({ accepted: true, at } satisfies Accepted);
  };
}

function showHistory({ port }: WebChatRoutesDeps): RequestHandler {
  return async (req, res) => {
    const { before, limit } = parseInput(HistoryQuery, req.query);
    res.json(await port.history(citizenOf(req), before ?? null, limit));
  };
}

function streamEvents({
  port,
  log,
  stopping,
  heartbeatMs = defaultHeartbeatMs,
}: WebChatRoutesDeps): RequestHandler {
  const open = new Map<string, number>();
  const responses = new Set<ServerResponse>();
  stopping?.addEventListener('abort', () => {
    for (const response of responses) response.end();
  });
  return (req, res) => {
    const externalId = citizenOf(req);
    const { after } = parseInput(EventsQuery, { after: req.get('last-event-id') || req.query.after });
    const count = open.get(externalId) ?? 0;
    if (count >= maxStreamsPerSession) {
      res.set('Retry-After', String(retryStreamSeconds));
      throw refusal('slow_down');
    }
    open.set(externalId, count + 1);
    responses.add(res);
    res.once('close', () => {
      responses.delete(res);
      const left = (open.get(externalId) ?? 1) - 1;
      if (left > 0) open.set(externalId, left);
      else open.delete(externalId);
    });
    const onFault = (error: unknown) => log.warn({ err: error }, 'web chat stream ended');
    openStream({ response: res, port, externalId, after, heartbeatMs, onFault });
  };
}
