import { parentPort } from 'node:worker_threads';
import { CatalogFaulty, loadCatalog } from './composition/catalog.ts';
import { openHouseOf } from './composition/house.ts';
import { findProjectRoot } from './composition/project-root.ts';
import { startWork } from './composition/work.ts';
import type { FromWorkThread, ToWorkThread } from './composition/work-thread.ts';
import { type Config, readConfig } from './config.ts';
import { createDeferred } from './core/deferred.ts';
import type { AccountId } from './core/ids.ts';
import { giveBackMemory } from './lib/give-back-memory.ts';
import { createLogger } from './lib/logger.ts';
import { createMetrics } from './lib/metrics.ts';

/** The working half of a process with ROLE=all; what it hears and says is `composition/work-thread.ts`. */
async function main(say: (message: FromWorkThread) => void, hear: Hear): Promise<void> {
  const databaseUrl = createDeferred<string>();
  const metrics = createMetrics({ wholeProcess: false });
  let wake = (_lanes: readonly number[]): void => undefined;
  let due = (_account: AccountId): void => undefined;
  const stopping = createDeferred<void>();
  hear((message) => {
    if (message.kind === 'open') databaseUrl.resolve(message.databaseUrl);
    if (message.kind === 'wake') wake(message.lanes);
    if (message.kind === 'due') due(message.account);
    if (message.kind === 'stop') stopping.resolve();
    if (message.kind === 'count')
      void metrics.registry.getMetricsAsJSON().then((counted) => say({ kind: 'counted', metrics: counted }));
  });
  const catalog = await loadCatalog(findProjectRoot());
  const url = await Promise.race([databaseUrl.promise, stopping.promise]);
  if (url === undefined) return;
  const config = configOf(url);
  const log = createLogger(config.logLevel);
  const house = await openHouseOf(catalog, config, log, {
    mode: 'share',
    queue: true,
    metrics,
    wakePages: (externalId) => say({ kind: 'pages', externalId }),
  });
  const work = await startWork(house);
  wake = house.wakeUps.lanes;
  due = (account) => house.wakeUps.account(account, Date.now());
  giveBackMemory();
  say({ kind: 'ready' });
  await stopping.promise;
  await work.stop();
  await house.close();
}

type Hear = (listener: (message: ToWorkThread) => void) => void;

/** The front has read the same environment and runs PostgreSQL for both. */
function configOf(databaseUrl: string): Config {
  const read = readConfig();
  if (!read.ok) throw new Error('the configuration was sound a moment ago');
  return { ...read.value, database: { ...read.value.database, url: databaseUrl } };
}

function begin(): void {
  const port = parentPort;
  if (!port) throw new Error('this program is a thread of main.js');
  const say = (message: FromWorkThread): void => port.postMessage(message);
  main(say, (listener) => port.on('message', listener)).then(
    // Of the thread only; a call that never got an answer must not keep it.
    () => process.exit(),
    (error: unknown) => {
      if (!(error instanceof CatalogFaulty)) throw error;
      say({ kind: 'refused', message: error.message });
      port.close();
    },
  );
}

begin();
