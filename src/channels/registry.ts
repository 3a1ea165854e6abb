import type { Capabilities } from './channel.ts';
import { telegramCapabilities } from './telegram/capabilities.ts';
import { TelegramConfig } from './telegram/config.ts';
import { createTelegram } from './telegram/index.ts';
import { terminalCapabilities } from './terminal/capabilities.ts';

interface ChannelKind {
  readonly capabilities: Capabilities;
  /** The zod shape of one account's settings. */
  readonly config?: unknown;
  readonly create?: unknown;
}

/**
 * Every channel, by folder name. A new one is a folder and a line here. `create` takes the channel's own
 * options, so a mistake is a type error; the terminal has none, it lives in the `chat` command.
 */
export const channels = {
  telegram: { capabilities: telegramCapabilities, config: TelegramConfig, create: createTelegram },
  terminal: { capabilities: terminalCapabilities },
} as const satisfies Record<string, ChannelKind>;

export type ChannelName = keyof typeof channels;
