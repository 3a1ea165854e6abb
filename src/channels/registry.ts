import type { z } from 'zod';
import type { ChannelKind, EnvironmentPart } from './channel.ts';
import { messenger } from './messenger/kind.ts';
import { sms } from './sms/kind.ts';
import { telegram } from './telegram/kind.ts';
import { terminal } from './terminal/kind.ts';
import { webChat } from './web-chat/kind.ts';
import { zaloOa } from './zalo-oa/kind.ts';

/** Every channel, by folder name. A new one is a folder and a line here. */
export const channels: Readonly<Record<string, ChannelKind>> = {
  messenger,
  sms,
  telegram,
  terminal,
  'web-chat': webChat,
  'zalo-oa': zaloOa,
};

/** The kind behind `/webhooks/<name>`, with its folder name. */
export function kindOfWebhook(name: string): { readonly id: string; readonly kind: ChannelKind } | undefined {
  const found = Object.entries(channels).find(([, { webhook }]) => webhook?.name === name);
  return found && { id: found[0], kind: found[1] };
}

/** Of the channels whose first account the environment may describe. */
export const environmentParts: readonly (readonly [id: string, part: EnvironmentPart])[] = Object.entries(
  channels,
).flatMap(([id, { environment }]) => (environment ? [[id, environment] as const] : []));

/** Files of `content/<language>/shared/` that channels speak from. */
export const channelWords: readonly string[] = Object.entries(channels).flatMap(([id, { hasWords }]) =>
  hasWords ? [id] : [],
);

/** Their variables in one shape. */
export const channelVariables = Object.assign(
  {},
  ...environmentParts.map(([, { variables }]) => variables),
) as z.ZodRawShape;
