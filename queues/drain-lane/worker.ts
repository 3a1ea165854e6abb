import type { Lanes } from '../../src/features/conversations/index.ts';
import type { QueueEngine } from '../queue-engine.ts';
import { drainLane } from './queue.ts';

export function workDrainLane(engine: QueueEngine, lanes: Lanes): Promise<void> {
  return engine.work(drainLane, ({ lane }) => lanes.drain(lane));
}
