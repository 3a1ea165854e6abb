import { err, ok } from '../../core/result.ts';
import type { Channel } from '../channel.ts';
import { capabilities } from './capabilities.ts';

export interface WebChatDeps {
  /** Wakes the open pages of a citizen in every process; must not throw. A lost wake-up costs one heartbeat. */
  readonly notify: (externalId: string, messageId: string) => void;
}

/** The ward's own page. The stored row is the message, so sending is telling the reader to look. */
export function createWebChat({ notify }: WebChatDeps): Channel {
  return {
    id: 'web-chat',
    capabilities,
    /** Citizens come through `/api/web-chat`; nobody signs webhooks for this channel. */
    receive: () => Promise.resolve(err({ code: 'bad_signature' })),
    send(message) {
      notify(message.to, message.id);
      return Promise.resolve(ok({ vendorMessageId: message.id }));
    },
  };
}
