import type { ChannelKind } from '../channel.ts';
import { terminalCapabilities } from './capabilities.ts';

/** Made by the `chat` command alone, which shows what is said. */
export const terminal: ChannelKind = { capabilities: terminalCapabilities };
