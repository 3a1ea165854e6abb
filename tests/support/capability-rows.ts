import type { Capabilities } from '../../src/channels/channel.ts';
import { telegramCapabilities } from '../../src/channels/telegram/capabilities.ts';
import { terminalCapabilities } from '../../src/channels/terminal/capabilities.ts';
import { capabilities as webChat } from '../../src/channels/web-chat/capabilities.ts';

const plain: Capabilities = {
  maxTextChars: 2_000,
  maxButtons: 0,
  maxButtonLabelChars: 20,
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
  sendsPerSecond: 1,
  rateWindowSeconds: 1,
  sendsPerSecondPerChat: null,
};

/** Every channel there is or will be: what is said must fit all of them. */
export const capabilityRows: Readonly<Record<string, Capabilities>> = {
  telegram: telegramCapabilities,
  'web-chat': webChat,
  terminal: terminalCapabilities,
  // OA messages: 2,000 characters, 5 buttons with titles of 100.
  'zalo-oa': { ...plain, maxButtons: 5, maxButtonLabelChars: 100, linkButtons: true, replyWindowHours: 168 },
  // Send API: 2,000 characters, 13 quick replies with titles of 20.
  messenger: { ...plain, maxButtons: 13, linkButtons: true, receivesPhotos: true, replyWindowHours: 24 },
  // Vietnamese is UCS-2: 67 characters per part of a long SMS; five parts.
  sms: { ...plain, maxTextChars: 335 },
};
