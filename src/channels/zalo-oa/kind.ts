import type { ChannelKind } from '../channel.ts';
import { addressees } from './addressees.ts';
import { zaloOaCapabilities } from './capabilities.ts';
import { ZaloOaConfig } from './config.ts';
import { zaloOaEnvironment } from './environment.ts';
import { createZaloOa } from './index.ts';

export const zaloOa: ChannelKind = {
  hasWords: true,
  capabilities: zaloOaCapabilities,
  environment: zaloOaEnvironment,
  webhook: { name: 'zalo', addressees, acknowledgement: 'ok' },
  account: ZaloOaConfig,
  create: ({ externalId, settings, secrets }, host) =>
    createZaloOa({ oaId: externalId, config: ZaloOaConfig.parse({ ...settings, ...secrets }), host }),
};
