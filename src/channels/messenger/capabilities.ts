import type { Capabilities } from '../channel.ts';

/**
 * Graph API v25.0. `docs` below is
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform.
 */
export const messengerCapabilities: Capabilities = {
  // docs/send-messages names no number; the vendor refuses longer texts.
  maxTextChars: 2000,
  // docs/send-messages/quick-replies: 13; longer titles than 20 are cut, so they become a numbered list instead.
  maxButtons: 13,
  maxButtonLabelChars: 20,
  // A payload may be longer; ours never are.
  maxButtonIdBytes: 64,
  // docs/send-messages/template/button: only there, three at most, under a text of 640: not every message fits.
  // Addresses in a text can be tapped in every client.
  linkButtons: false,
  requestsLocation: false,
  requestsContact: false,
  // docs/webhooks/webhook-events/messages: attachments come as addresses of files.
  receivesPhotos: true,
  receivesFiles: true,
  // Only from a link button, which we do not use.
  opensMiniApp: false,
  // docs/policy: the standard messaging window.
  replyWindowHours: 24,
  freeReplyHours: null,
  // docs/send-messages: tag HUMAN_AGENT, seven days; only for apps that were granted it.
  officerWindowHours: 168,
  // docs/send-messages/utility-messages.
  templates: true,
  maxTextsPerAnswer: null,
  // docs/overview/rate-limiting: 300 calls a second and page for texts.
  sendsPerSecond: 300,
  rateWindowSeconds: 1,
  sendsPerSecondPerChat: null,
};
