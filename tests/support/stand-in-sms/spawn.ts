import { spawnVendor } from '../vendor/spawn.ts';
import type { RemoteStandIn } from '../vendor/stand-in.ts';
import type { SmsOptions, SmsSettings } from './options.ts';

export const spawnStandInSms = (options: SmsOptions = {}): Promise<RemoteStandIn<SmsSettings>> =>
  spawnVendor(new URL('./main.ts', import.meta.url), options);
