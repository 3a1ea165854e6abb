import { createFront } from '../../src/composition/front.ts';
import { type House, openHouse } from '../../src/composition/house.ts';
import { startWeb } from '../../src/composition/web.ts';
import { startWork } from '../../src/composition/work.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/lib/logger.ts';

/** The whole house in this process, on a database of the test's own, so that a test can act as staff do. */
export interface OpenHouse {
  readonly house: House;
  readonly url: string;
  stop(): Promise<void>;
}

export async function startOpenHouse(port: number, environment: NodeJS.ProcessEnv): Promise<OpenHouse> {
  const read = readConfig({ HOST: '127.0.0.1', PORT: String(port), ...environment });
  if (!read.ok) throw new Error(read.error.join('\n'));
  const log = createLogger(process.env.TEST_LOG_LEVEL ?? 'silent');
  const house = await openHouse(read.value, log, { mode: 'own', queue: false });
  const work = await startWork(house);
  const web = await startWeb(
    createFront(house, {
      wake: house.wakeUps.lanes,
      due: (account) => house.wakeUps.account(account, Date.now()),
      readRegistry: async () => house.metrics.registry,
      check: () => house.db.ping(),
    }),
  );
  return {
    house,
    url: `http://127.0.0.1:${web.port}`,
    async stop() {
      await web.stop();
      await work.stop();
      await house.close();
    },
  };
}
