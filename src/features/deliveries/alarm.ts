/** Calls back at several moments to come; moments that lie close together share one call. */
export interface Alarm {
  /** Milliseconds from now. */
  ringIn(waitMs: number): void;
  stop(): void;
}

/** Longer waits may ring a little later, so that a thousand of them are not a thousand timers. */
const coarseMs = 50;
const fineMs = 4;
/** What lies farther ahead is found by the sweeper. */
const longestMs = 3_600_000;

export function createAlarm(ring: () => void): Alarm {
  const timers = new Map<number, NodeJS.Timeout>();
  return {
    ringIn(waitMs) {
      const grainMs = waitMs > coarseMs ? coarseMs : fineMs;
      const now = Date.now();
      const moment = Math.ceil((now + Math.min(waitMs, longestMs)) / grainMs) * grainMs;
      if (timers.has(moment)) return;
      const timer = setTimeout(() => {
        timers.delete(moment);
        ring();
      }, moment - now);
      timers.set(moment, timer.unref());
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
