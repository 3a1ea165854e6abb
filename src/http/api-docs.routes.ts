import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';
import type { StaffRoute } from '../features/staff/index.ts';
import { createOpenApiDocument } from './openapi.ts';

const page = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gần Dân – giao diện lập trình</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/open.js"></script>
</body>
</html>`;

const script = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true });`;

/** `/api/openapi.json` and, to read it in a browser, `/api/docs`. */
export function createApiDocsRoutes(staffRoutes: readonly StaffRoute[]): Router {
  const router = Router();
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let document: ReturnType<typeof createOpenApiDocument> | undefined;
  router.get('/openapi.json', (_request, response) => {
    document ??= createOpenApiDocument(staffRoutes);
    response.json(document);
  });
  router.get('/docs', (_request, response) => {
    // Swagger UI sets styles from its script; nothing else of the house does.
    response.setHeader(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    );
    response.type('html').send(page);
  });
  router.get('/docs/open.js', (_request, response) => {
    response.type('js').send(script);
  });
  router.use('/docs', express.static(swagger, { index: false, maxAge: '1d' }));
  return router;
}
