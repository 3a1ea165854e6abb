import type { ChannelKind } from './channel.ts';
import { sms } from './sms/kind.ts';
import { telegram } from './telegram/kind.ts';
import { terminal } from './terminal/kind.ts';
import { webChat } from './web-chat/kind.ts';

/** Every channel, by folder name. A new one is a folder and a line here. */
export const channels: Readonly<Record<string, ChannelKind>> = {
  sms,
  telegram,
  terminal,
  'web-chat': webChat,
};

/** The kind behind `/webhooks/<name>`, with its folder name. */
export function kindOfWebhook(name: string): { readonly id: string; readonly kind: ChannelKind } | undefined {
  const found = Object.entries(channels).find(([, { webhook }]) => webhook?.name === name);
  return found && { id: found[0], kind: found[1] };
}
