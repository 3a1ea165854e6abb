import type { Capabilities } from '../channel.ts';

/** Bot API 10.1. */
export const telegramCapabilities: Capabilities = {
  // https://core.telegram.org/bots/api#sendmessage: 1-4096 characters after entities parsing.
  maxTextChars: 4096,
  // https://limits.tginfo.me/en: 100 buttons in one inline keyboard; the vendor's own page names no limit.
  maxButtons: 100,
  // https://core.telegram.org/bots/api#inlinekeyboardbutton names no limit; a phone shows about this much.
  maxButtonLabelChars: 40,
  // https://core.telegram.org/bots/api#inlinekeyboardbutton: callback_data, 1-64 bytes.
  maxButtonIdBytes: 64,
  // https://core.telegram.org/bots/api#inlinekeyboardbutton: url.
  linkButtons: true,
  // https://core.telegram.org/bots/api#keyboardbutton: request_location, request_contact, private chats only.
  requestsLocation: true,
  requestsContact: true,
  // https://core.telegram.org/bots/api#getfile: files of up to 20 MB can be fetched.
  receivesPhotos: true,
  receivesFiles: true,
  // https://core.telegram.org/bots/webapps: a link to t.me/<bot>/<app> opens the mini-app.
  opensMiniApp: true,
  // The citizen must have started the bot once; afterwards there is no window.
  replyWindowHours: null,
  freeReplyHours: null,
  officerWindowHours: null,
  templates: false,
  maxTextsPerAnswer: null,
  // https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30 per second,
  // about one per second and chat.
  sendsPerSecond: 30,
  rateWindowSeconds: 1,
  sendsPerSecondPerChat: 1,
};

/** https://core.telegram.org/bots/api#getfile: "bots can download files of up to 20MB in size". */
export const maxDownloadBytes = 20 * 1024 * 1024;
