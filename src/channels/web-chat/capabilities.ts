import type { Capabilities } from '../channel.ts';

/** Our own page sets these limits: what stays readable on a phone of 360 px. */
export const capabilities: Capabilities = {
  maxTextChars: 20_000,
  maxButtons: 12,
  maxButtonLabelChars: 80,
  maxButtonIdBytes: 64,
  linkButtons: true,
  requestsLocation: true,
  requestsContact: false,
  receivesPhotos: true,
  receivesFiles: false,
  opensMiniApp: false,
  replyWindowHours: null,
  freeReplyHours: null,
  officerWindowHours: null,
  templates: false,
  maxTextsPerAnswer: null,
  sendsPerSecond: 10_000,
  rateWindowSeconds: 1,
  sendsPerSecondPerChat: null,
};
