import { workDrainLane } from '../../queues/drain-lane/worker.ts';
import { workSendMessages } from '../../queues/send-messages/worker.ts';
import { accountId, wardId } from '../core/ids.ts';
import { outboxChannel } from '../features/deliveries/index.ts';
import { knowledgeChannel } from '../features/knowledge-desk/index.ts';
import type { House } from './house.ts';
import { createOpenings } from './openings.ts';
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
  house.db.listen(outboxChannel, (account) => house.wakeUps.account(accountId(Number(account))));
  house.db.listen(knowledgeChannel, (ward) => {
    // The sweep looks as well.
    const id = wardId(Number(ward));
    Promise.all([house.knowledge.refresh(id), house.words.refresh(id)]).catch((error: unknown) =>
      house.log.warn({ err: error }, 'new knowledge could not be read'),
    );
  });
  const openings = createOpenings((account, signal) => startAccount(house, account, signal));
  openings.follow(house.accounts.all());
  const sweeps = startSweeps(house, () => openings.follow(house.accounts.all()));
  return {
    async stop() {
      openings.stop();
      await sweeps.stop();
      await openings.ended();
    },
  };
}
