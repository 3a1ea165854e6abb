import type { Capabilities } from './channel.ts';
import { telegramCapabilities } from './telegram/capabilities.ts';
import { TelegramConfig } from './telegram/config.ts';
import { createTelegram } from './telegram/index.ts';
import { terminalCapabilities } from './terminal/capabilities.ts';
import { createTerminal } from './terminal/index.ts';
import { capabilities as webChatCapabilities } from './web-chat/capabilities.ts';
import { createWebChat } from './web-chat/index.ts';

interface ChannelKind {
  readonly capabilities: Capabilities;
  /** The zod shape of one account's settings. */
  readonly config?: unknown;
  readonly create?: unknown;
}

/**
 * Every channel, by folder name. A new one is a folder and a line here. `create` takes the channel's own
 * options, so a mistake is a type error.
 */
export const channels = {
  telegram: { capabilities: telegramCapabilities, config: TelegramConfig, create: createTelegram },
  terminal: { capabilities: terminalCapabilities, create: createTerminal },
  'web-chat': { capabilities: webChatCapabilities, create: createWebChat },
} as const satisfies Record<string, ChannelKind>;

export type ChannelName = keyof typeof channels;
