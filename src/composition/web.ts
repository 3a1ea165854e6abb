import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { kindOfWebhook } from '../channels/registry.ts';
import { systemClock } from '../core/clock.ts';
import { createConsentRoutes } from '../features/accounts/index.ts';
import { createLinkRoutes } from '../features/links/index.ts';
import { createStaffRouter } from '../features/staff/index.ts';
import {
  createMemoryLimiter,
  createPhotoCleaner,
  createStoredPort,
  createWebChatRoutes,
} from '../features/web-chat/index.ts';
import { createApiDocsRoutes } from '../http/api-docs.routes.ts';
import { createApp } from '../http/app.ts';
import { consolePage } from '../http/console-page.ts';
import { createHealthApp, createHealthRoutes } from '../http/health.routes.ts';
import { createWebhooks, type WebhookPlace } from '../http/webhooks.ts';
import { createConsoleRoutes, staffDeps } from './console-routes.ts';
import type { LiveAccount } from './conversation-side.ts';
import type { Front } from './front.ts';
import type { Ground } from './ground.ts';
import { listenForPages } from './web-chat-pages.ts';

/** The HTTP side of a process. */
export interface Web {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startWeb(front: Front): Promise<Web> {
  const stopping = new AbortController();
  const consoleRoutes = createConsoleRoutes(front);
  listenForPages(front.db, front.webChatSignals, front.config.server.role);
  const app = createApp({
    log: front.log,
    speak: front.speak,
    trustedProxies: front.config.server.trustedProxies,
    webFolder: join(front.root, 'dist/web'),
    publicFolder: join(front.config.server.dataDir, 'public'),
    routes: [
      { path: '/webhooks', router: webhooks(front) },
      { path: '/r', router: createLinkRoutes(front) },
      {
        path: '/connect',
        router: createConsentRoutes({ ...front, accounts: front.accounts.all }),
      },
      { path: '/api', router: createApiDocsRoutes(consoleRoutes) },
      { path: '/api/console', router: createStaffRouter(consoleRoutes, staffDeps(front)) },
      { path: '/console', router: consolePage(join(front.root, 'dist/web-console')) },
      { path: '/api/web-chat', router: webChat(front, stopping.signal) },
      {
        path: '/',
        router: createHealthRoutes(front),
      },
    ],
  });
  return serve(front, app, () => stopping.abort());
}

/** A worker serves its health and metrics only. Where a web process has the port already, it works without. */
export async function startHealth(ground: Ground): Promise<Web | null> {
  const health = createHealthApp({
    check: () => ground.db.ping(),
    readRegistry: async () => ground.metrics.registry,
  });
  try {
    return await serve(ground, health, () => undefined);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    ground.log.warn(
      { port: ground.config.server.port },
      'the port is taken: this worker has no health address',
    );
    return null;
  }
}

async function serve(ground: Ground, app: RequestListener, onStop: () => void): Promise<Web> {
  const { port, host } = ground.config.server;
  const server = createServer(app);
  await listen(server, port, host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => {
      onStop();
      return closeServer(server);
    },
  };
}

function webhooks(front: Front) {
  /** Made once for each list of accounts, for every webhook asks. */
  const places = new WeakMap<readonly LiveAccount[], WebhookPlace>();
  return createWebhooks({
    intake: front.intake,
    metrics: front.metrics,
    placeOf(name) {
      const found = kindOfWebhook(name);
      if (!found?.kind.webhook) return undefined;
      const accounts = front.accounts.ofChannel(found.id);
      const known = places.get(accounts);
      if (known) return known;
      const place: WebhookPlace = {
        route: found.kind.webhook,
        channel: found.id,
        accounts: accounts.map((account) => ({
          ...receiving(account),
          externalId: account.externalId,
          receiver: account.channel,
        })),
      };
      places.set(accounts, place);
      return place;
    },
  });
}

function webChat(front: Front, stopping: AbortSignal) {
  const account = front.accounts.byName('web-chat');
  if (!account) throw new Error('the web chat has no account');
  const ward = front.wards.find(({ id }) => id === account.wardId);
  return createWebChatRoutes({
    port: createStoredPort({
      db: front.db,
      intake: front.intake,
      account: receiving(account),
      signals: front.webChatSignals,
    }),
    limiter: createMemoryLimiter(),
    photos: createPhotoCleaner(),
    clock: systemClock,
    log: front.log,
    ward: async () => ({ name: ward?.name ?? '' }),
    stopping,
    ...(front.config.server.publicUrl ? { publicUrl: front.config.server.publicUrl } : {}),
  });
}

const receiving = ({ id, wardId, channel }: LiveAccount) => ({ id, wardId, channel: channel.id });

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops accepting, lets requests under way finish, then closes what only waits. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
  });
}
