import { accountId } from '../../src/core/ids.ts';
import type { Sender } from '../../src/features/deliveries/index.ts';
import type { QueueEngine } from '../queue-engine.ts';
import { sendMessages } from './queue.ts';

export function workSendMessages(engine: QueueEngine, sender: Sender): Promise<void> {
  return engine.work(sendMessages, async (payload) => void sender.signal(accountId(payload.accountId)));
}
