/** Zalo played by us, in this process or in one of its own; see `vendor/stand-in.ts`. */
export type { ZaloOptions, ZaloSettings } from './stand-in-zalo/options.ts';
export { type StandInZalo, startStandInZalo } from './stand-in-zalo/server.ts';
export { spawnStandInZalo } from './stand-in-zalo/spawn.ts';
