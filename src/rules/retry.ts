/** When a message is tried again, by the number of tries so far; after the last one it is given up. */
const waitsMs = [2_000, 10_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000] as const;

/** Milliseconds to wait after `attempts` failed tries; null = give up. */
export function retryWaitMs(attempts: number): number | null {
  return waitsMs[attempts - 1] ?? null;
}
