import { drainLane } from './drain-lane/queue.ts';
import { sendMessages } from './send-messages/queue.ts';

/** Every queue there is; a test holds it against the folders. */
export const queues = [drainLane, sendMessages] as const;
