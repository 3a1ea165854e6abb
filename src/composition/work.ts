import { workDrainLane } from '../../queues/drain-lane/worker.ts';
import { workSendMessages } from '../../queues/send-messages/worker.ts';
import { polls, setsUp } from '../channels/channel.ts';
import type { LiveAccount } from './conversation-side.ts';
import type { House } from './house.ts';
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

/** Tells the platform about us, then asks it for events where it does not push them. */
async function startAccount(house: House, account: LiveAccount, stopping: AbortSignal): Promise<void> {
  const { channel, id, wardId } = account;
  if (setsUp(channel)) {
    const done = await channel.setUp();
    if (!done.ok) house.log.error({ account: id, code: done.error.code }, 'a channel could not be set up');
  }
  if (!polls(channel)) return;
  const receiver = { id, wardId, channel: channel.id };
  await channel
    .poll((events) => house.intake.accept(receiver, events), stopping)
    .catch((error: unknown) => house.log.error({ err: error, account: id }, 'polling ended'));
}
