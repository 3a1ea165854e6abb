import { z } from 'zod';
import type { QueueDefinition } from '../define-queue.ts';

/** Wakes whoever is free to drain one lane of conversations; the rows say what there is to do. */
export const drainLane = {
  name: 'drain-lane',
  payload: z.object({ lane: z.int().nonnegative() }),
  concurrency: 4,
  deduplicationKey: (payload) => `lane-${payload.lane}`,
} satisfies QueueDefinition<{ lane: number }>;
