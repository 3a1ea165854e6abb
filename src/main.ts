import { announce } from './composition/announce.ts';
import { CatalogFaulty } from './composition/catalog.ts';
import { type House, openHouse } from './composition/house.ts';
import { startSpoolReplay } from './composition/sweeps.ts';
import { startHealth, startWeb } from './composition/web.ts';
import { startWork } from './composition/work.ts';
import { type Config, readConfig } from './config.ts';
import { createLogger, type Logger } from './lib/logger.ts';
import { HeldByAnother } from './store/embedded/embedded-postgres.ts';

/** Longer than any send; systemd and Docker kill after 10 s. */
const stopTimeoutMs = 9_000;

async function main(): Promise<void> {
  const read = readConfig();
  if (!read.ok) throw new Refusal(`Cấu hình có lỗi:\n${read.error.map((line) => `  - ${line}`).join('\n')}`);
  const config = read.value;
  const log = createLogger(config.logLevel);
  const house = await openHouse(config, log, {
    mode: config.server.role === 'all' ? 'own' : 'share',
    queue: true,
  });
  const parts = await startParts(house, config).catch(async (error: unknown) => {
    await house.close();
    throw error;
  });
  log.info({ role: config.server.role }, 'ready');
  stopOnSignals(house, parts, log);
}

interface Part {
  stop(): Promise<void>;
}

async function startParts(house: House, config: Config): Promise<Part[]> {
  const { role } = config.server;
  const parts: Part[] = [];
  if (role !== 'web') parts.push(await startWork(house));
  if (role !== 'worker') {
    const web = await startWeb(house);
    parts.unshift(web, startSpoolReplay(house));
    await announce(house, web.port);
  } else {
    const health = await startHealth(house);
    if (health) parts.unshift(health);
  }
  return parts;
}

/** First the door, then the work under way, then PostgreSQL: nothing is cut in the middle. */
function stopOnSignals(house: House, parts: readonly Part[], log: Logger): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('stopping took too long');
      process.exit(1);
    }, stopTimeoutMs).unref();
    for (const part of parts) await part.stop();
    await house.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void stop(signal));
  }
}

class Refusal extends Error {}

main().catch((error: unknown) => {
  const expected =
    error instanceof Refusal || error instanceof HeldByAnother || error instanceof CatalogFaulty;
  process.stderr.write(`${expected ? error.message : String((error as Error)?.stack ?? error)}\n`);
  process.exit(1);
});
