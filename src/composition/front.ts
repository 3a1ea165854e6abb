import type { AccountId } from '../core/ids.ts';
import type { Intake } from '../features/conversations/index.ts';
import type { Metrics } from '../lib/metrics.ts';
import { createIntakeOn, type Ground } from './ground.ts';
import { openQueueSide } from './queue-engine.ts';
import { createWakeUps } from './wake-ups.ts';

/** The side that faces the network: it takes events in and shows pages; others do the thinking. */
export interface Front extends Ground {
  readonly intake: Intake;
  /** Rejects when this process cannot do its work. */
  check(): Promise<void>;
  /** What this process counts, with its threads. */
  readRegistry(): Promise<Metrics['registry']>;
  /** Says that an account has something to send now. */
  due(account: AccountId): void;
  close(): Promise<void>;
}

/** The front of a process whose own thread does the work. */
export function createFront(ground: Ground, work: Worker): Front {
  return {
    ...ground,
    intake: createIntakeOn(ground, work.wake),
    readRegistry: work.readRegistry,
    due: work.due,
    check: async () => void (await Promise.all([ground.db.ping(), work.check()])),
    close: ground.store.close,
  };
}

/** Who thinks about what the front has taken in. */
interface Worker extends Pick<Front, 'readRegistry' | 'check' | 'due'> {
  wake(lanes: readonly number[]): void;
}

/** The front of a process whose work is done by other processes, which a queue wakes up. */
export async function openFrontWithQueue(ground: Ground): Promise<Front> {
  const queue = await openQueueSide(ground.config, ground.store.url, ground.log);
  const wakeUps = createWakeUps(queue.engine, ground.log);
  const front = createFront(ground, {
    wake: wakeUps.lanes,
    due: (account) => wakeUps.account(account),
    readRegistry: async () => ground.metrics.registry,
    check: () => Promise.resolve(),
  });
  return {
    ...front,
    async close() {
      await queue.close();
      await front.close();
    },
  };
}
