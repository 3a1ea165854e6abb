import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type RequestHandler, type Response, Router } from 'express';

const asset = /^\/assets\/[\w.-]+\.\w+$/;
/** Shows notices while no page is open; its place decides which pages it serves. */
const worker = '/notices-worker.js';
const forever = `public, max-age=${365 * 24 * 3600}, immutable`;

/**
 * The built staff console, mounted at `/console`. Its pages are addresses of the page itself: each of them answers
 * with `index.html`. An asset that is not there is 404 and never the page, or an old tab would run HTML as a script.
 */
export function consolePage(folder: string): Router {
  const router = Router();
  router.get(asset, sendAsset(folder));
  router.get(worker, (request, response, next) => {
    if (!existsSync(join(folder, worker))) return next('router');
    response.setHeader('cache-control', 'no-cache');
    send(response, {
      folder,
      file: worker.slice(1),
      packed: request.acceptsEncodings('gzip', 'identity') === 'gzip',
    });
  });
  router.get(/^(?!\/assets(?:\/|$))/, (request, response, next) => {
    if (!existsSync(join(folder, 'index.html'))) return next();
    const packed = request.acceptsEncodings('gzip', 'identity') === 'gzip';
    response.setHeader('cache-control', 'no-cache');
    send(response, { folder, file: 'index.html', packed });
  });
  return router;
}

function sendAsset(folder: string): RequestHandler {
  return (request, response, next) => {
    const file = request.path.slice(1);
    if (!existsSync(join(folder, file))) return next();
    response.setHeader('cache-control', forever);
    send(response, { folder, file, packed: request.acceptsEncodings('gzip', 'identity') === 'gzip' });
  };
}

/** The build left a `.gz` beside each file that shrinks; a phone on a slow network gets that one. */
function send(response: Response, what: { folder: string; file: string; packed: boolean }): void {
  const { folder, file } = what;
  const packed = what.packed && existsSync(join(folder, `${file}.gz`));
  response.vary('Accept-Encoding');
  if (packed) response.setHeader('content-encoding', 'gzip');
  response.type(extname(file));
  response.sendFile(packed ? `${file}.gz` : file, { root: folder, cacheControl: false, lastModified: true });
}
