import { z } from 'zod';
import type { QueueDefinition } from '../define-queue.ts';

/** Wakes whoever is free to send what one channel account has due. */
export const sendMessages = {
  name: 'send-messages',
  payload: z.object({ accountId: z.int().positive() }),
  concurrency: 4,
  deduplicationKey: (payload) => `account-${payload.accountId}`,
} satisfies QueueDefinition<{ accountId: number }>;
