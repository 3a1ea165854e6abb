import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';
import {
  createMemoryLimiter,
  createPhotoCleaner,
  createStoredPort,
  createWebChatRoutes,
} from '../features/web-chat/index.ts';
import { createApiDocsRoutes } from '../http/api-docs.routes.ts';
import { createApp } from '../http/app.ts';
import { createHealthApp, createHealthRoutes } from '../http/health.routes.ts';
import { createWebhooks } from '../http/webhooks.ts';
import type { LiveAccount } from './conversation-side.ts';
import { type House, listenForWebChat } from './house.ts';

/** The HTTP side of a process. */
export interface Web {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startWeb(house: House): Promise<Web> {
  const stopping = new AbortController();
  listenForWebChat(house);
  const app = createApp({
    log: house.log,
    speak: house.catalog.speak,
    trustedProxies: house.config.server.trustedProxies,
    webFolder: join(house.root, 'dist/web'),
    routes: [
      { path: '/webhooks', router: webhooks(house) },
      { path: '/api', router: createApiDocsRoutes() },
      { path: '/api/web-chat', router: webChat(house, stopping.signal) },
      { path: '/', router: createHealthRoutes({ check: () => house.db.ping(), metrics: house.metrics }) },
    ],
  });
  return serve(house, app, () => stopping.abort());
}

/** A worker serves its health and metrics only. Where a web process has the port already, it works without. */
export async function startHealth(house: House): Promise<Web | null> {
  const health = createHealthApp({ check: () => house.db.ping(), metrics: house.metrics });
  try {
    return await serve(house, health, () => undefined);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    house.log.warn(
      { port: house.config.server.port },
      'the port is taken: this worker has no health address',
    );
    return null;
  }
}

async function serve(house: House, app: RequestListener, onStop: () => void): Promise<Web> {
  const { port, host } = house.config.server;
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

function webhooks(house: House) {
  return createWebhooks({
    intake: house.intake,
    metrics: house.metrics,
    accountOf(channel, name) {
      const account = house.accounts.byName(channel, name);
      return account && { ...receiving(account), receiver: account.channel };
    },
  });
}

function webChat(house: House, stopping: AbortSignal) {
  const account = house.accounts.byName('web-chat');
  if (!account) throw new Error('the web chat has no account');
  const ward = house.wards.find(({ id }) => id === account.wardId);
  return createWebChatRoutes({
    port: createStoredPort({
      db: house.db,
      intake: house.intake,
      account: receiving(account),
      signals: house.webChatSignals,
    }),
    limiter: createMemoryLimiter(),
    photos: createPhotoCleaner(),
    clock: systemClock,
    log: house.log,
    ward: async () => ({ name: ward?.name ?? '' }),
    stopping,
    ...(house.config.server.publicUrl ? { publicUrl: house.config.server.publicUrl } : {}),
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
