import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { readCaseCode } from '../../rules/case-code.ts';
import {
  caseIdOfPublic,
  listReleased,
  loadReleased,
  loadReleasedFilters,
  publicIdOf,
  type Released,
} from '../publications/index.ts';
import { loadNames } from '../statistics/index.ts';
import { type Feed, jsonFeed, rssFeed } from './feeds.ts';
import { figuresPage } from './figures-page.ts';
import { type Entry, itemPage, listPage } from './list-page.ts';
import { missingPage } from './missing-page.ts';
import { pageStyle } from './page-style.ts';
import { faultStatus, refusal } from './public-page.errors.ts';
import { createFiguresLoader, type PublicDeps } from './public-site.ts';
import { findStatus } from './public-status.ts';
import { createReader, type Reader } from './reader.ts';
import { type StatusContent, statusPage } from './status-page.ts';

const pageSize = 20;
const feedSize = 50;
const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .optional()
  .catch(undefined);

/** What a reader may write into the address; what makes no sense counts as not written. */
const ListQuery = z.object({
  'linh-vuc': z.string().min(1).max(60).optional().catch(undefined),
  thang: month,
  trang: z.coerce.number().int().min(1).max(1_000).catch(1),
});
const FiguresQuery = z.object({ thang: month });
const StatusQuery = z.object({ ma: z.string().max(200).catch('') });

/** `/phan-anh`: questions and answers, figures and progress, as plain pages that need no script. */
export function createPublicPageRoutes(deps: PublicDeps): Router {
  const router = Router();
  router.use(limitReading(deps));
  router.get('/trang.css', (_request, response) => {
    response.set('cache-control', 'public, max-age=3600').type('css').send(pageStyle);
  });
  router.get('/', showList(deps));
  router.get('/hoi-dap/:id', showItem(deps));
  router.get('/tra-cuu', showStatus(deps));
  router.get('/so-lieu', showFigures(deps));
  router.get('/feed.json', async (_request, response) => {
    const feed = await loadFeed(deps);
    response
      .set(shared)
      .type('application/feed+json')
      .send(JSON.stringify(jsonFeed(feed)));
  });
  router.get('/feed.xml', async (_request, response) => {
    const feed = await loadFeed(deps);
    response.set(shared).type('application/rss+xml').send(rssFeed(feed));
  });
  router.get('/*path', tellMissing(deps, 'page'));
  return router;
}

/** A withdrawn answer is out of every cache within a minute. */
const shared = { 'cache-control': 'public, max-age=60' };
const own = { 'cache-control': 'no-store' };

/** Vietnamese unless the address says otherwise: many phones here are set to English by their seller. */
const readerOf = ({ speak, ward }: PublicDeps, request: Request): Reader =>
  createReader(speak, request.query.lang === 'en' ? 'en' : 'vi', ward.name);

const send = (response: Response, headers: Record<string, string>, page: string): void =>
  void response.set(headers).type('html').send(page);

const entryOf =
  ({ seal }: PublicDeps) =>
  (released: Released): Entry => ({ ...released, publicId: publicIdOf(seal, released.caseId) });

const limitReading =
  ({ limiter }: PublicDeps): RequestHandler =>
  async (request, response, next) => {
    const wait = await limiter.take('read', request.ip ?? '');
    if (wait === 0) return next();
    response.set('retry-after', String(wait));
    next(refusal('slow_down'));
  };

const showList =
  (deps: PublicDeps): RequestHandler =>
  async (request, response) => {
    const reader = readerOf(deps, request);
    const { 'linh-vuc': category, thang, trang: page } = ListQuery.parse(request.query);
    const chosen = { ...(category && { category }), ...(thang && { month: thang }) };
    const content = await deps.db.forWard(deps.ward.id, async (tx) => ({
      found: await listReleased(tx, { ...chosen, skip: (page - 1) * pageSize, limit: pageSize + 1 }),
      filters: await loadReleasedFilters(tx),
      names: await loadNames(tx, reader.language),
    }));
    const entries = content.found.slice(0, pageSize).map(entryOf(deps));
    const hasMore = content.found.length > pageSize;
    send(response, shared, listPage({ ...content, entries, chosen, page, hasMore }, reader));
  };

const showItem =
  (deps: PublicDeps): RequestHandler<{ id: string }> =>
  async (request, response, next) => {
    const reader = readerOf(deps, request as Request);
    const caseId = caseIdOfPublic(deps.seal, request.params.id);
    const { found, names } = await deps.db.forWard(deps.ward.id, async (tx) => ({
      found: caseId === undefined ? undefined : await loadReleased(tx, caseId),
      names: await loadNames(tx, reader.language),
    }));
    if (!found) return tellMissing(deps, 'answer')(request as Request, response, next);
    return send(response, shared, itemPage(entryOf(deps)(found), names, reader));
  };

/** A browser is shown where else to look; a program is refused like everywhere. */
const tellMissing =
  (deps: PublicDeps, kind: 'page' | 'answer'): RequestHandler =>
  (request, response, next) => {
    if (request.accepts(['html', 'json']) !== 'html') return next();
    const reading = readCaseCode(request.path);
    const typed = reading.ok ? reading.code : '';
    send(response.status(404), own, missingPage({ kind, typed }, readerOf(deps, request)));
  };

const showStatus =
  (deps: PublicDeps): RequestHandler =>
  async (request, response) => {
    const reader = readerOf(deps, request);
    const typed = StatusQuery.parse(request.query).ma.trim();
    const tell = (content: StatusContent): void => send(response, own, statusPage(content, reader));
    if (typed === '') return tell({ typed, kind: 'form' });
    const wait = await deps.limiter.take('lookup', request.ip ?? '');
    if (wait > 0) {
      response.status(429).set('retry-after', String(wait));
      return tell({ typed, kind: 'fault', fault: 'slow_down' });
    }
    const found = await deps.db.forWard(deps.ward.id, (tx) => findStatus(tx, typed, reader));
    if (found.ok) return tell({ typed, kind: 'found', found: found.value });
    response.status(faultStatus[found.error]);
    tell({ typed, kind: 'fault', fault: found.error });
  };

function showFigures(deps: PublicDeps): RequestHandler {
  const load = createFiguresLoader(deps);
  return async (request, response) => {
    const reader = readerOf(deps, request);
    const figures = await load(reader.language, FiguresQuery.parse(request.query).thang);
    send(response, shared, figuresPage(figures, reader));
  };
}

async function loadFeed(deps: PublicDeps): Promise<Feed> {
  const { say } = createReader(deps.speak, 'vi', deps.ward.name);
  const { found, names } = await deps.db.forWard(deps.ward.id, async (tx) => ({
    found: await listReleased(tx, { skip: 0, limit: feedSize }),
    names: await loadNames(tx, 'vi'),
  }));
  return {
    title: say('titled', { page: say('list.title'), ward: deps.ward.name }),
    entries: found.map(entryOf(deps)),
    names,
    // Never what the caller says that we are called: the answer is kept in caches for others.
    origin: (deps.publicUrl ?? '').replace(/\/+$/, ''),
    questionWord: say('item.question'),
    answerWord: say('item.answer'),
  };
}
