import type { Addressees, ChannelKind } from '../channel.ts';
import { messengerCapabilities } from './capabilities.ts';
import { MessengerConfig } from './config.ts';
import { messengerEnvironment } from './environment.ts';
import { pagesOf } from './inbound.ts';
import { createMessenger } from './index.ts';

export const messenger: ChannelKind = {
  hasWords: true,
  capabilities: messengerCapabilities,
  environment: messengerEnvironment,
  webhook: {
    name: 'messenger',
    acknowledgement: 'EVENT_RECEIVED',
    addressees: ({ body }): Addressees => {
      const ids = pagesOf(body);
      return ids ? { kind: 'accounts', ids } : { kind: 'anyone' };
    },
  },
  account: MessengerConfig,
  create: ({ externalId, settings, secrets }, host) =>
    createMessenger({
      pageId: externalId,
      config: MessengerConfig.parse({ ...settings, ...secrets }),
      host,
    }),
};
