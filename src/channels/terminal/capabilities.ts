import type { Capabilities } from '../channel.ts';

/** A terminal: the `chat` command lists the buttons itself. Our own limits, no vendor's. */
export const terminalCapabilities: Capabilities = {
  maxTextChars: 10_000,
  maxButtons: 20,
  maxButtonLabelChars: 80,
  maxButtonIdBytes: 64,
  linkButtons: false,
  requestsLocation: false,
  requestsContact: false,
  receivesPhotos: false,
  receivesFiles: false,
  opensMiniApp: false,
  replyWindowHours: null,
  freeReplyHours: null,
  officerWindowHours: null,
  templates: false,
  maxTextsPerAnswer: null,
  sendsPerSecond: 1_000,
  rateWindowSeconds: 1,
  sendsPerSecondPerChat: null,
};
