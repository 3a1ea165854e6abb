/** Telegram played by us, in this process or in one of its own; see `stand-in-telegram/stand-in.ts`. */
export type { CitizenAct } from './stand-in-telegram/control.ts';
export type { Fault } from './stand-in-telegram/faults.ts';
export type { Delivered } from './stand-in-telegram/record.ts';
export { startStandInTelegram } from './stand-in-telegram/server.ts';
export { type RemoteStandIn, spawnStandInTelegram } from './stand-in-telegram/spawn.ts';
export type { Counters, StandInOptions, StandInTelegram } from './stand-in-telegram/stand-in.ts';
