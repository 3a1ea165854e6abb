import { createDeferred, type Deferred } from '../../core/deferred.ts';
import type { Logger } from '../../lib/logger.ts';

export interface Lanes {
  /** Something is pending in the lane: drain it soon. Calls while it is drained are joined into one more run. */
  signal(lane: number): void;
  /** The same, resolved when the lane was drained after this call. */
  drain(lane: number): Promise<void>;
  /** Waits for what is under way; signals after this do nothing. */
  stop(): Promise<void>;
}

/** Drains some lanes together; leaves off between two batches once `isStopping`. */
export type DrainLanes = (lanes: readonly number[], isStopping: () => boolean) => Promise<void>;

/** One transaction can wait for PostgreSQL while the other's events are thought about; more only get smaller. */
const maxAtOnce = 4;

/** Lanes that wait are drained together, so that batches grow with the load; never one lane twice at once. */
export function createLanes(process: DrainLanes, log: Logger): Lanes {
  const waiting = new Map<number, Deferred<void>>();
  const busy = new Set<number>();
  const running = new Set<Promise<void>>();
  let asked = false;
  let stopped = false;

  function drain(lane: number): Promise<void> {
    if (stopped) return Promise.resolve();
    const known = waiting.get(lane);
    if (known) return known.promise;
    const fresh = createDeferred<void>();
    waiting.set(lane, fresh);
    startSoon();
    return fresh.promise;
  }

  /** After the lanes that are signalled in the same breath. */
  function startSoon(): void {
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      start();
    });
  }

  function start(): void {
    const ready = [...waiting].filter(([lane]) => !busy.has(lane));
    if (stopped) for (const [lane, { resolve }] of ready) waiting.delete(lane) && resolve();
    if (stopped || ready.length === 0 || running.size >= maxAtOnce) return;
    for (const [lane] of ready) {
      waiting.delete(lane);
      busy.add(lane);
    }
    const run = process(
      ready.map(([lane]) => lane),
      () => stopped,
    ).then(
      () => settle(ready, ({ resolve }) => resolve()),
      (error: unknown) => settle(ready, ({ reject }) => reject(error)),
    );
    running.add(run);
    void run.then(() => {
      running.delete(run);
      start();
    });
  }

  function settle(
    drained: readonly [number, Deferred<void>][],
    tell: (waiting: Deferred<void>) => void,
  ): void {
    for (const [lane, one] of drained) {
      busy.delete(lane);
      tell(one);
    }
  }

  return {
    drain,
    signal(lane) {
      drain(lane).catch((error: unknown) => log.error({ err: error, lane }, 'draining a lane failed'));
    },
    async stop() {
      stopped = true;
      start();
      await Promise.all(running);
    },
  };
}
