import type { Logger } from '../../lib/logger.ts';

export interface Lanes {
  /** Something is pending in the lane: drain it soon. Calls while it is drained are joined into one more run. */
  signal(lane: number): void;
  /** The same, resolved when the lane was drained after this call. */
  drain(lane: number): Promise<void>;
  /** Waits for what is under way; signals after this do nothing. */
  stop(): Promise<void>;
}

/** Drains one lane; leaves off between two batches once `isStopping`. */
export type DrainLane = (lane: number, isStopping: () => boolean) => Promise<void>;

/** One drain per lane and process at a time, several lanes at once. */
export function createLanes(process: DrainLane, log: Logger): Lanes {
  const running = new Map<number, Promise<void>>();
  const again = new Map<number, Promise<void>>();
  let stopped = false;

  function start(lane: number): Promise<void> {
    const run = process(lane, () => stopped).finally(() => running.delete(lane));
    running.set(lane, run);
    return run;
  }

  function drain(lane: number): Promise<void> {
    if (stopped) return Promise.resolve();
    const current = running.get(lane);
    if (current === undefined) return start(lane);
    const queued = again.get(lane);
    if (queued !== undefined) return queued;
    const next = current
      .catch(() => undefined)
      .then(() => {
        again.delete(lane);
        return stopped ? undefined : start(lane);
      });
    again.set(lane, next);
    return next;
  }

  return {
    drain,
    signal(lane) {
      drain(lane).catch((error: unknown) => log.error({ err: error, lane }, 'draining a lane failed'));
    },
    async stop() {
      stopped = true;
      await Promise.allSettled([...running.values(), ...again.values()]);
    },
  };
}
