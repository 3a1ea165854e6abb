import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { createApp } from '../../../src/http/app.ts';
import { consolePage } from '../../../src/http/console-page.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { createFakeHouse, type FakeHouse } from './fake-house.ts';
import { fakeRoutes } from './routes.ts';

export interface ConsoleServer {
  readonly url: string;
  readonly house: FakeHouse;
  /** Sends a line to every open page. */
  tell(line: object): void;
  /** Breaks every connection and takes no new ones until `resume`. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const refuse = (status: number, code: string, message: string): never => {
  throw new Refused(status, code, message);
};

/** The built console under the house's real headers, with a stand-in behind its API. */
export async function startConsoleServer(page: string, house = createFakeHouse()): Promise<ConsoleServer> {
  const streams = new Set<ServerResponse>();
  let isPaused = false;
  const tell = (line: object) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(line)}\n\n`);
  };
  const app = createApp({
    log: createLogger('silent'),
    speak: (_language, key) => key,
    trustedProxies: 0,
    webFolder: page,
    routes: [
      { path: '/console', router: consolePage(page) },
      { path: '/api/console', router: api(house, streams, tell) },
    ],
  });
  const server = createServer((request, response) => {
    if (isPaused) request.socket.destroy();
    else app(request, response);
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    house,
    tell,
    pause() {
      isPaused = true;
      server.closeAllConnections();
    },
    resume() {
      isPaused = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function api(house: FakeHouse, streams: Set<ServerResponse>, tell: (line: object) => void) {
  const router = express.Router();
  router.get('/events', (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    streams.add(response);
    request.on('close', () => streams.delete(response));
  });
  router.use(express.json());
  router.use((request, _response, next) => {
    if (request.method !== 'GET')
      house.calls.push({ address: `${request.method} ${request.path}`, body: request.body });
    if (house.broken.has(request.path)) refuse(500, 'internal', 'Máy chủ gặp lỗi. Anh/chị thử lại giúp nhé.');
    next();
  });
  router.use(fakeRoutes(house, refuse, tell));
  router.use(answerRefusals);
  return router;
}

const answerRefusals: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof Refused)) return next(error);
  response.status(error.status).json({ error: { code: error.code, message: error.message } });
};

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}
