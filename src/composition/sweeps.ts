import { lanesPending } from '../features/conversations/index.ts';
import { sweepDeliveries } from '../features/deliveries/index.ts';
import type { House } from './house.ts';

/** Rounds that find what no wake-up covers; each is harmless when another process does it too. */
export interface Sweeps {
  stop(): Promise<void>;
}

const everyMs = 5_000;
/** Younger events have a wake-up under way. */
const pendingTooLongMs = 2_000;
const spoolEveryMs = 1_000;

export function startSweeps(house: House): Sweeps {
  const rounds = [
    startRound(house, everyMs, 'sweeping', async () => {
      await house.accounts.reload();
      const lanes = await lanesPending(house.db, pendingTooLongMs);
      house.metrics.swept.inc({ what: 'lane_pending' }, lanes.length);
      house.wakeUps.lanes(lanes);
      await sweepDeliveries({ db: house.db, metrics: house.metrics, wake: house.wakeUps.account });
      for (const ward of house.wards) await house.knowledge.refresh(ward.id);
    }),
  ];
  return { stop: async () => void (await Promise.all(rounds.map((stop) => stop()))) };
}

/** Moves spooled events into PostgreSQL as soon as it is back; for every process that takes webhooks. */
export function startSpoolReplay(house: House): Sweeps {
  const stop = startRound(house, spoolEveryMs, 'replaying the spool', () => house.intake.replaySpool());
  return { stop };
}

/** Runs `work` again and again with a pause in between; the returned function waits for the last run. */
function startRound(
  house: House,
  pauseMs: number,
  name: string,
  work: () => Promise<void>,
): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const run = (): void => {
    current = work()
      .catch((error: unknown) => house.log.warn({ err: error }, `${name} failed, trying again`))
      .then(() => {
        if (!stopped) timer = setTimeout(run, pauseMs);
      });
  };
  run();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return current;
  };
}
