import { createMemoryPort } from '../support/web-chat/memory-port.ts';
import { describeWebChatPort } from './web-chat-port.contract.ts';

describeWebChatPort('the memory port', async () => {
  const port = createMemoryPort();
  return {
    port,
    say: async (externalId, text) => port.say(externalId, { text }),
    wakeUpMs: 1_000,
    close: async () => undefined,
  };
});
