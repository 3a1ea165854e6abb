import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const yearSeconds = 365 * 24 * 3600;
const page = /^\/(?:index\.html|assets\/[\w-]+\.\w+)?$/;

/** The built page; the build left a `.gz` beside each file, and a phone on a slow network gets that one. */
export function citizenPage(folder: string): Router {
  const router = Router();
  router.get(page, preferCompressed(folder));
  router.use(
    express.static(folder, {
      index: 'index.html',
      setHeaders(response, path) {
        const plain = path.replace(/\.gz$/, '');
        const isHashed = /-[A-Z0-9]{8,}\.\w+$/i.test(plain);
        response.setHeader(
          'cache-control',
          isHashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache',
        );
        if (plain === path) return;
        response.setHeader('content-encoding', 'gzip');
        response.setHeader('content-type', types[extname(plain)] ?? 'application/octet-stream');
      },
    }),
  );
  return router;
}

/** What the build puts there. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

function preferCompressed(folder: string): RequestHandler {
  return (req, res, next) => {
    res.vary('Accept-Encoding');
    const file = `${req.path === '/' ? '/index.html' : req.path}.gz`;
    if (req.acceptsEncodings('gzip', 'identity') === 'gzip' && existsSync(join(folder, file))) {
      req.url = file + req.url.slice(req.path.length);
    }
    next();
  };
}
