import express, { type Express, Router } from 'express';
import type { Metrics } from '../lib/metrics.ts';

export interface HealthDeps {
  /** Rejects when the process cannot do its work. */
  check(): Promise<void>;
  readRegistry(): Promise<Metrics['registry']>;
}

/** `/health/live`: the process answers. `/health/ready`: it can also do its work. `/metrics`: Prometheus text. */
export function createHealthRoutes(deps: HealthDeps): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  router.get('/health/ready', async (_request, response) => {
    const ready = await deps.check().then(
      () => true,
      () => false,
    );
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'unavailable' });
  });
  router.get('/metrics', async (_request, response) => {
    const registry = await deps.readRegistry();
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** Health and metrics alone, for a process that serves nothing else. */
export function createHealthApp(deps: HealthDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  return app.use(createHealthRoutes(deps));
}
