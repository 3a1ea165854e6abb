import { announce, ensureFirstAdmin } from './composition/announce.ts';
import { CatalogFaulty } from './composition/catalog.ts';
import { createFront, type Front, openFrontWithQueue } from './composition/front.ts';
import { openGround } from './composition/ground.ts';
import { openHouse } from './composition/house.ts';
import { startFrontRounds } from './composition/sweeps.ts';
import { startHealth, startWeb } from './composition/web.ts';
import { startWork } from './composition/work.ts';
import { startWorkThread, WorkRefused } from './composition/work-thread.ts';
import { type Config, readConfig } from './config.ts';
import { giveBackMemory } from './lib/give-back-memory.ts';
import { createLogger, type Logger } from './lib/logger.ts';
import { HeldByAnother } from './store/embedded/embedded-postgres.ts';

/** Longer than any send; systemd and Docker kill after 10 s. */
const stopTimeoutMs = 9_000;

/** What a process runs, in the order in which it is stopped: first the door, then the work, then PostgreSQL. */
type Parts = (() => Promise<void>)[];

type Role = (config: Config, log: Logger, parts: Parts) => Promise<void>;

const roles: Readonly<Record<Config['server']['role'], Role>> = {
  all: startAll,
  web: async (config, log, parts) =>
    serve(await openFrontWithQueue(await openGround(config, log, { mode: 'share' })), parts),
  worker: startWorker,
};

async function main(): Promise<void> {
  const read = readConfig();
  if (!read.ok) throw new Refusal(`Cấu hình có lỗi:\n${read.error.map((line) => `  - ${line}`).join('\n')}`);
  const config = read.value;
  const log = createLogger(config.logLevel);
  const parts: Parts = [];
  const { role } = config.server;
  await roles[role](config, log, parts).catch(async (error: unknown) => {
    for (const stop of parts) await stop();
    throw error;
  });
  giveBackMemory();
  log.info({ role }, 'ready');
  stopOnSignals(parts, log);
}

/** The front in this thread, the work in one of its own: no webhook waits behind a batch of answers. */
async function startAll(config: Config, log: Logger, parts: Parts): Promise<void> {
  const thread = startWorkThread({
    registry: () => ground.metrics.registry,
    wakePages: (externalId) => ground.webChatSignals.emit(externalId),
    onCrash: (error) => crash(error, parts, log),
  });
  parts.push(thread.stop);
  const ground = await openGround(config, log, { mode: 'own' });
  parts.push(ground.store.close);
  await thread.open(ground.store.url);
  parts.pop();
  await serve(createFront(ground, thread), parts);
}

async function startWorker(config: Config, log: Logger, parts: Parts): Promise<void> {
  const house = await openHouse(config, log, { mode: 'share', queue: true });
  parts.push(house.close);
  const work = await startWork(house);
  parts.unshift(work.stop);
  const health = await startHealth(house);
  if (health) parts.unshift(health.stop);
}

async function serve(front: Front, parts: Parts): Promise<void> {
  parts.push(front.close);
  const admin = await ensureFirstAdmin(front);
  const web = await startWeb(front);
  parts.unshift(web.stop, startFrontRounds(front).stop);
  announce(front, web.port, admin);
}

let stopping = false;

async function stopAll(parts: Parts, log: Logger, exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => {
    log.error('stopping took too long');
    process.exit(1);
  }, stopTimeoutMs).unref();
  for (const stop of parts) await stop();
  process.exit(exitCode);
}

/** Nothing is cut in the middle. */
function stopOnSignals(parts: Parts, log: Logger): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!stopping) log.info({ signal }, 'stopping');
      void stopAll(parts, log, 0);
    });
  }
}

/** Without its working half the process answers nobody: it ends, and whoever watches it starts it again. */
function crash(error: Error, parts: Parts, log: Logger): void {
  if (stopping) return;
  log.fatal({ err: error }, 'the working thread ended, so does the process');
  void stopAll(parts, log, 1);
}

class Refusal extends Error {}

const expected = [Refusal, HeldByAnother, CatalogFaulty, WorkRefused];

main().catch((error: unknown) => {
  const plain = expected.some((kind) => error instanceof kind);
  process.stderr.write(`${plain ? (error as Error).message : String((error as Error)?.stack ?? error)}\n`);
  process.exit(1);
});
