import { spawnVendor } from '../vendor/spawn.ts';
import type { RemoteStandIn } from '../vendor/stand-in.ts';
import type { ZaloOptions, ZaloSettings } from './options.ts';

export const spawnStandInZalo = (options: ZaloOptions = {}): Promise<RemoteStandIn<ZaloSettings>> =>
  spawnVendor(new URL('./main.ts', import.meta.url), options);
