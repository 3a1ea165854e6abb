import type { Capabilities } from '../../src/channels/channel.ts';
import { channels } from '../../src/channels/registry.ts';

/** Every channel there is: what is said must fit all of them. */
export const capabilityRows: Readonly<Record<string, Capabilities>> = Object.fromEntries(
  Object.entries(channels).map(([id, { capabilities }]) => [id, capabilities]),
);
