import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { AppError } from '../../../src/core/app-error.ts';
import { systemClock } from '../../../src/core/clock.ts';
import {
  createMemoryLimiter,
  createPhotoCleaner,
  createWebChatRoutes,
  type WebChatLimiter,
} from '../../../src/features/web-chat/index.ts';
import { echoBot } from './echo-bot.ts';
import { createMemoryPort, type MemoryPort } from './memory-port.ts';

/** The policy under which the page must work; `src/http` sets one no looser. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export interface WebChatServer {
  readonly port: MemoryPort;
  readonly url: string;
  /** Faults passed to the error handler that are not AppErrors. */
  readonly faults: unknown[];
  /** Breaks every open connection, as a dead network does. */
  dropConnections(): void;
  /** Answers nothing until `resume`: connections are broken at once. */
  pause(): void;
  resume(): void;
  /** Ends the streams as a stopping process does, and resolves when no connection is left. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface WebChatServerOptions {
  /** Folder of the built page; none = the API alone. */
  readonly page?: string;
  readonly port?: MemoryPort;
  readonly limiter?: WebChatLimiter;
  readonly heartbeatMs?: number;
  readonly publicUrl?: string;
}

/** The real routes on a real port, with a memory port and the echo bot behind them. */
export async function startWebChatServer(options: WebChatServerOptions = {}): Promise<WebChatServer> {
  const port = options.port ?? createMemoryPort(echoBot);
  const faults: unknown[] = [];
  const stopping = new AbortController();
  let isPaused = false;
  const app = express();
  app.use((req, _res, next) => {
    if (isPaused) req.socket.destroy();
    else next();
  });
  app.use(securityHeaders);
  app.use(
    '/api/web-chat',
    createWebChatRoutes({
      port,
      limiter: options.limiter ?? createMemoryLimiter(),
      photos: createPhotoCleaner(),
      clock: systemClock,
      log: { warn: (data) => faults.push(data) },
      ward: async () => ({ name: 'Phường Gần Dân' }),
      stopping: stopping.signal,
      ...(options.heartbeatMs !== undefined && { heartbeatMs: options.heartbeatMs }),
      ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
    }),
  );
  if (options.page !== undefined) app.use(express.static(options.page));
  app.use(answerRefusal(faults));
  const server = createServer(app);
  await listen(server);
  const { port: number } = server.address() as AddressInfo;
  return {
    port,
    faults,
    url: `http://127.0.0.1:${number}`,
    dropConnections: () => server.closeAllConnections(),
    pause: () => {
      isPaused = true;
      server.closeAllConnections();
    },
    resume: () => {
      isPaused = false;
    },
    stop: () => {
      stopping.abort();
      server.closeIdleConnections();
      return closed(server);
    },
    close: () => {
      stopping.abort();
      server.closeAllConnections();
      return closed(server);
    },
  };
}

const securityHeaders: RequestHandler = (_req, res, next) => {
  res.set('Content-Security-Policy', contentSecurityPolicy);
  next();
};

/** Stands in for the one error mapping of `src/http`. */
function answerRefusal(faults: unknown[]): ErrorRequestHandler {
  return (error, _req, res, next) => {
    if (res.headersSent) return next(error);
    if (!(error instanceof AppError)) faults.push(error);
    const [status, code] = error instanceof AppError ? [error.row.status, error.code] : [500, 'internal'];
    res.status(status).json({ error: { code } });
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
