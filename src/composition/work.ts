import { workDrainLane } from '../../queues/drain-lane/worker.ts';
import { workSendMessages } from '../../queues/send-messages/worker.ts';
import type { House } from './house.ts';
import { startAccount } from './start-account.ts';
import { startSweeps } from './sweeps.ts';

/** The working side of a process: lanes, sending, sweeping, polling. */
export interface Work {
  stop(): Promise<void>;
}

export async function startWork(house: House): Promise<Work> {
  const { lanes, sender } = house.conversations;
  house.wakeUps.join(lanes, sender);
  if (house.queue) {
    await workDrainLane(house.queue.engine, lanes);
    await workSendMessages(house.queue.engine, sender);
  }
  const sweeps = startSweeps(house);
  const stopping = new AbortController();
  const polling = house.accounts.all().map((account) => startAccount(house, account, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await sweeps.stop();
      await Promise.all(polling);
    },
  };
}
