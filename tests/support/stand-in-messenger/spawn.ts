import { spawnVendor } from '../vendor/spawn.ts';
import type { RemoteStandIn } from '../vendor/stand-in.ts';
import type { MessengerOptions, MessengerSettings } from './options.ts';

export const spawnStandInMessenger = (
  options: MessengerOptions = {},
): Promise<RemoteStandIn<MessengerSettings>> => spawnVendor(new URL('./main.ts', import.meta.url), options);
