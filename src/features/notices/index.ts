export { createMailer, type Mailer } from './mailer.ts';
export type { NoticeDeps } from './notice-deps.ts';
export { createNoticeRoutes } from './notice-routes.ts';
export type { NoticeSettingsDeps } from './notice-settings.ts';
export { createPushSender, type PushSender } from './push-sender.ts';
export { isPushService } from './push-services.ts';
export { sendDueNotices } from './send-notices.ts';
export { type AnswerCase, createStaffEars } from './staff-ears.ts';
