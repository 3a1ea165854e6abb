/** An SMS short code played by us, in this process or in one of its own; see `vendor/stand-in.ts`. */
export type { SmsOptions, SmsSettings } from './stand-in-sms/options.ts';
export { type StandInSms, startStandInSms } from './stand-in-sms/server.ts';
export { spawnStandInSms } from './stand-in-sms/spawn.ts';
