import { setTimeout as sleep } from 'node:timers/promises';
import { drainLane } from '../../queues/drain-lane/queue.ts';
import type { QueueEngine } from '../../queues/queue-engine.ts';
import { sendMessages } from '../../queues/send-messages/queue.ts';
import type { AccountId } from '../core/ids.ts';
import type { Lanes } from '../features/conversations/index.ts';
import type { Sender } from '../features/deliveries/index.ts';
import type { Logger } from '../lib/logger.ts';

/** Says where there is work: to this process at once, to the others by a job. */
export interface WakeUps {
  lanes(lanes: readonly number[]): void;
  /** `at`: milliseconds since the epoch; later than now is only for this process, which knows of it. */
  account(account: AccountId, at?: number): void;
  /** From now on this process takes part in the work. */
  join(lanes: Lanes, sender: Sender): void;
}

/** A process that works itself offers to the others what it has not done by then. */
const patienceMs = 1_000;
const pauseMs = 20;

/**
 * A job costs about 4 ms of PostgreSQL (2,000 a second on Redis), so each key asks at most once per pause, and
 * not at all while this process gets on with the work by itself.
 */
export function createWakeUps(engine: QueueEngine | null, log: Logger): WakeUps {
  let local: { lanes: Lanes; sender: Sender } | undefined;
  const askLane = createAsker<number>(async (lane) => engine?.add(drainLane, { lane }), pauseMs, log);
  const askAccount = createAsker<number>(
    async (accountId) => engine?.add(sendMessages, { accountId }),
    pauseMs,
    log,
  );
  const offerLane = createOffers<number>(askLane);
  return {
    lanes(lanes) {
      for (const lane of lanes) {
        if (!local) askLane(lane);
        else offerLane(lane, local.lanes.drain(lane));
        local?.lanes.signal(lane);
      }
    },
    account(account, at) {
      if (local?.sender.signal(account, at)) return;
      if (at === undefined || at <= Date.now()) askAccount(account);
    },
    join(lanes, sender) {
      local = { lanes, sender };
    },
  };
}

/** Asks the others when what was begun here is not done in time, or fails. */
function createOffers<Key>(ask: (key: Key) => void): (key: Key, done: Promise<void>) => void {
  const watched = new Set<Key>();
  return (key, done) => {
    // Its failure is logged by the lanes; the others may be luckier.
    const isDone = done.then(
      () => true,
      () => false,
    );
    if (watched.has(key)) return;
    watched.add(key);
    void Promise.race([isDone, sleep(patienceMs, false, { ref: false })]).then((inTime) => {
      watched.delete(key);
      if (!inTime) ask(key);
    });
  };
}

/** An ask that has no answer by then does not hold back the next one. */
const maxAskMs = 10_000;

/** Runs `ask` at once for a key, and again after the pause if the key came up meanwhile. */
export function createAsker<Key>(
  ask: (key: Key) => Promise<void>,
  pauseMs: number,
  log: Pick<Logger, 'warn'>,
): (key: Key) => void {
  const resting = new Map<Key, { again: boolean }>();
  return function askSoon(key) {
    const rest = resting.get(key);
    if (rest) {
      rest.again = true;
      return;
    }
    const state = { again: false };
    resting.set(key, state);
    // The rows say what is due and the sweeper asks again, so a lost job costs time, not work.
    const asked = ask(key).catch((error: unknown) =>
      log.warn({ err: error }, 'a wake-up job could not be added'),
    );
    // While the queue is away commands pile up in its client: one of each key is enough.
    const answered = Promise.race([asked, sleep(maxAskMs, undefined, { ref: false })]);
    void Promise.all([answered, sleep(pauseMs, undefined, { ref: false })]).then(() => {
      resting.delete(key);
      if (state.again) askSoon(key);
    });
  };
}
