import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildConsole } from '../../../apps/console/build.mjs';
import { staffDeps } from '../../../src/composition/console-routes.ts';
import { createStaffRouter } from '../../../src/features/staff/index.ts';
import { createApp } from '../../../src/http/app.ts';
import { consolePage } from '../../../src/http/console-page.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { openConsole, type TestConsole } from '../console.ts';

/** The console's pages with the whole house behind them, at one address. */
export interface ServedHouse {
  readonly house: TestConsole;
  readonly url: string;
  close(): Promise<void>;
}

export async function serveHouse(): Promise<ServedHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-dan-console-'));
  await buildConsole({ outDir: folder });
  const house = await openConsole();
  const server = createServer(
    createApp({
      log: createLogger('silent'),
      speak: house.front.speak,
      trustedProxies: 0,
      webFolder: folder,
      routes: [
        { path: '/console', router: consolePage(folder) },
        { path: '/api/console', router: createStaffRouter(house.routes, staffDeps(house.front)) },
      ],
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    house,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/console`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
