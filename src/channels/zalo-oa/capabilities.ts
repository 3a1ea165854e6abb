import type { Capabilities } from '../channel.ts';

/** The customer-care message of OpenAPI v3, as of 2026-11. */
export const zaloOaCapabilities: Capabilities = {
  // https://docs.zaloplatforms.com/docs/OA: one character more is refused with -210, not cut.
  maxTextChars: 2_000,
  // https://stc-developers.zdn.vn/docs/v2 (phu-luc/cau-truc-cua-tham-so-buttons): 5 buttons, titles of 100.
  maxButtons: 5,
  maxButtonLabelChars: 100,
  // Same page: a payload of 1,000 characters; ours carries a prefix and an id as short as elsewhere.
  maxButtonIdBytes: 64,
  // Same page: oa.open.url.
  linkButtons: true,
  requestsLocation: false,
  // By the form request_user_info, where the account has a picture for it.
  requestsContact: false,
  receivesPhotos: true,
  receivesFiles: true,
  // https://miniapp.zaloplatforms.com/documents: https://zalo.me/s/<id>/ opens the mini-app.
  opensMiniApp: true,
  // https://docs.zaloplatforms.com/docs/OA: 7 days after the last interaction, the first 48 hours free.
  replyWindowHours: 168,
  freeReplyHours: 48,
  officerWindowHours: null,
  // https://docs.zaloplatforms.com/docs/ZBS.
  templates: true,
  maxTextsPerAnswer: null,
  // https://docs.zaloplatforms.com/docs/OA: 4,000 requests per minute, over all accounts of one app.
  sendsPerSecond: 4_000 / 60,
  rateWindowSeconds: 60,
  sendsPerSecondPerChat: null,
};
