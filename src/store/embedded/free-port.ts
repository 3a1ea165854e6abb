import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that Linux (32768) and macOS (49152) give to outgoing connections. A server that was killed must
 * find its port again; out of that range a connection of anybody's could sit on it meanwhile, even one of our own
 * that tried to reach the dead server and was given its port as the near end.
 */
const [lowest, highest] = [20_000, 32_767];
const tries = 100;

/** A port on which nobody listens now. */
export async function findPort(): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = randomInt(lowest, highest + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`Không còn cổng trống từ ${lowest} đến ${highest} cho PostgreSQL.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
