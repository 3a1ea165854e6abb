import type { Capabilities } from '../channel.ts';

/** A plain terminal: text only, so choices become a numbered list. Our own limits, no vendor's. */
export const terminalCapabilities: Capabilities = {
  maxTextChars: 10_000,
  maxButtons: 0,
  maxButtonLabelChars: 80,
  maxButtonIdBytes: 64,
  linkButtons: false,
  requestsLocation: false,
  requestsContact: false,
  receivesPhotos: false,
  receivesFiles: false,
  opensMiniApp: false,
  replyWindowHours: null,
  sendsPerSecond: 1_000,
  sendsPerSecondPerChat: null,
};
