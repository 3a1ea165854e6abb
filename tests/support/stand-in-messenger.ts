/** A Facebook Page played by us, in this process or in one of its own; see `vendor/stand-in.ts`. */
export type { MessengerOptions, MessengerSettings } from './stand-in-messenger/options.ts';
export { type StandInMessenger, startStandInMessenger } from './stand-in-messenger/server.ts';
export { spawnStandInMessenger } from './stand-in-messenger/spawn.ts';
