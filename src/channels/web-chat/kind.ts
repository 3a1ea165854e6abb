import type { ChannelKind } from '../channel.ts';
import { capabilities } from './capabilities.ts';
import { createWebChat } from './index.ts';

export const webChat: ChannelKind = {
  capabilities,
  create: (_account, host) => createWebChat({ notify: host.wakePages }),
};
