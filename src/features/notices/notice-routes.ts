import {
  ChangeNotices,
  EndedPush,
  NoticeSettings,
  PushKey,
  PushSubscription,
  TelegramCode,
} from '../../contracts/console/notices.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import {
  changeSettings,
  makeLinkCode,
  type NoticeSettingsDeps,
  readSettings,
  subscribe,
  unsubscribe,
} from './notice-settings.ts';

/** `/notices`: by which ways a member of staff is told of things. */
export const createNoticeRoutes = (deps: NoticeSettingsDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/notices/settings',
    summary: 'Cách nhận tin báo của bản thân',
    answer: NoticeSettings,
    handle: ({ actor }) => readSettings(deps, actor),
  }),
  staffRoute({
    method: 'PUT',
    path: '/notices/settings',
    summary: 'Chọn việc nào báo qua e-mail, việc nào báo trên trình duyệt',
    body: ChangeNotices,
    answer: NoticeSettings,
    handle: ({ actor, body }) => changeSettings(deps, actor, body.kinds),
  }),
  staffRoute({
    method: 'GET',
    path: '/notices/push',
    summary: 'Khóa công khai để trình duyệt đăng ký nhận tin báo',
    answer: PushKey,
    handle: async () => ({ publicKey: (await deps.push.keys()).publicKey }),
  }),
  staffRoute({
    method: 'PUT',
    path: '/notices/push',
    summary: 'Đăng ký trình duyệt này nhận tin báo',
    body: PushSubscription,
    handle: ({ actor, body }) => subscribe(deps, actor, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/notices/push',
    summary: 'Thôi nhận tin báo trên trình duyệt này',
    body: EndedPush,
    handle: ({ actor, body }) => unsubscribe(deps, actor, body.endpoint),
  }),
  staffRoute({
    method: 'POST',
    path: '/notices/telegram-code',
    summary: 'Mã một lần để liên kết tài khoản Telegram: nhắn riêng cho bot /lienket MÃ',
    answer: TelegramCode,
    handle: ({ actor }) => makeLinkCode(deps, actor),
  }),
];
